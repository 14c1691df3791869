// Makes the front end as it is shipped, unless what is there was made of the very same sources: installing, packing
// and installing again then builds once. What is there counts as made of them as long as nobody has touched it.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = [
  'package.json',
  'package-lock.json',
  'labextension/build-if-changed.mjs',
  'labextension/schema',
  'labextension/src',
  'labextension/style',
  'labextension/tsconfig.json'
];
const BUILT = ['jupyter_paperlookup/labextension', 'labextension/lib'];
const NOTE = join(ROOT, 'labextension', 'lib', 'built.json');

/** The files below a path, or the path itself. */
async function files(path) {
  try {
    const found = await readdir(join(ROOT, path), {
      recursive: true,
      withFileTypes: true
    });
    return found
      .filter(each => each.isFile())
      .map(each => join(each.parentPath, each.name));
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    if (error.code !== 'ENOTDIR') throw error;
    return [join(ROOT, path)];
  }
}

/** One digest of all files of some paths, their names included. */
async function digest(paths) {
  const found = (await Promise.all(paths.map(files))).flat();
  const hash = createHash('sha256');
  for (const file of found.filter(each => each !== NOTE).sort()) {
    const content = createHash('sha256').update(await readFile(file));
    hash.update(`${file}\0${content.digest('hex')}\n`);
  }
  return hash.digest('hex');
}

async function noted() {
  try {
    return JSON.parse(await readFile(NOTE, 'utf-8'));
  } catch {
    return {};
  }
}

const sources = await digest(SOURCES);
const before = await noted();
if (before.sources === sources && before.built === (await digest(BUILT))) {
  console.log('The front end is built of these sources already.');
} else {
  const done = spawnSync('npm run build:anew', {
    cwd: ROOT,
    shell: true,
    stdio: 'inherit'
  });
  if (done.status !== 0) process.exit(done.status ?? 1);
  const note = { sources, built: await digest(BUILT) };
  await writeFile(NOTE, `${JSON.stringify(note)}\n`);
}
