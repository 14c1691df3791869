"""The prebuilt extension is active in both applications."""


def test_plugins_are_active_and_server_answers(open_notebook, server):
    nb = open_notebook(["A sentence."])
    inactive = nb.page.evaluate(
        """() => {
          const { app } = window.paperlookupTest;
          return app.listPlugins()
            .filter(id => id.startsWith('jupyter-paperlookup:'))
            .filter(id => !app.isPluginActivated(id));
        }"""
    )
    plugins = nb.page.evaluate(
        "() => window.paperlookupTest.app.listPlugins()"
        ".filter(id => id.startsWith('jupyter-paperlookup:'))"
    )
    assert plugins
    assert inactive == []
    assert server.get("paperlookup/api/status")["records"] == 315


def test_notebook_is_what_was_written_and_undo_takes_back(open_notebook):
    nb = open_notebook(["A sentence."])
    nb.edit(0)
    nb.type(" More")
    nb.wait_for_source(0, "A sentence. More")
    nb.undo()
    nb.wait_for_source(0, "A sentence.")
    assert nb.saved().cells[0].source == "A sentence."
