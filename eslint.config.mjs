import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      '.venv/',
      'dist/',
      'docs/',
      'jupyter_paperlookup/',
      'labextension/lib/',
      'tests/'
    ]
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    // Scripts that Node runs.
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: {
      globals: { console: 'readonly', process: 'readonly', URL: 'readonly' }
    }
  },
  {
    files: ['labextension/*.ts'],
    extends: [tseslint.configs.recommended]
  },
  {
    files: ['labextension/src/**/*.{ts,tsx}'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        project: 'labextension/tsconfig.eslint.json',
        tsconfigRootDir: import.meta.dirname
      }
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/naming-convention': [
        'error',
        {
          // JupyterLab's own convention; React's props and plain shapes are type aliases.
          selector: 'interface',
          format: ['PascalCase'],
          custom: { regex: '^I[A-Z]', match: true }
        }
      ],
      // Promises that are started by a signal or a key press are marked with `void`.
      '@typescript-eslint/no-floating-promises': [
        'error',
        { ignoreVoid: true }
      ],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidOperator: true }
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true }
      ],
      // Lumino and JupyterLab pair an interface or class with a namespace of the same name.
      '@typescript-eslint/no-namespace': 'off',
      // A namespace-like class holds what JupyterLab's signals and tokens need.
      '@typescript-eslint/no-extraneous-class': 'off',
      curly: ['error', 'all'],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['@jupyterlab/*/lib/*', '@lumino/*/lib/*'],
              message: 'Only the public entry points of a package are shared.'
            }
          ]
        }
      ],
      'prefer-arrow-callback': 'error'
    }
  },
  {
    // Generated from the server's messages, in the words of the wire.
    files: ['labextension/src/api/types.ts'],
    rules: { '@typescript-eslint/naming-convention': 'off' }
  },
  {
    files: ['labextension/src/**/*.spec.{ts,tsx}'],
    rules: {
      // expect(object.method) names the method, it does not call it.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off'
    }
  },
  prettier
);
