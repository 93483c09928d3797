using System.Diagnostics;
using System.Text;
using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Dump.Definitions;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Dump.Definitions;

/// <summary>Makes a catalogue's objects on another server with the mysql client, from their scripts alone.</summary>
internal static class ScriptReplay
{
    /// <summary>All scripts of a catalogue in an order in which they can be run.</summary>
    public static string Render(ServerCatalog catalog)
    {
        var script = new StringBuilder();
        foreach (var database in catalog.Databases)
            script.Append(DefinitionScript.OfDatabase(database));
        foreach (var database in catalog.Databases)
            Append(script, database, database.Tables.Select(DefinitionScript.OfTable));
        foreach (var database in catalog.Databases)
            Append(script, database, database.Routines.Select(routine => DefinitionScript.OfRoutine(routine, database.Collation)));
        var views = ViewOrder.Sort(catalog.Databases.SelectMany(database => database.Views)).Where(view => view.Columns.Count > 0).ToArray();
        foreach (var view in views)
            script.Append(Use(view.Name.Database)).Append(DefinitionScript.OfPlaceholder(view));
        foreach (var view in views)
            script.Append(Use(view.Name.Database)).Append(DefinitionScript.OfView(view, replacesPlaceholder: true));
        foreach (var database in catalog.Databases)
            Append(script, database, database.Tables.SelectMany(table => table.Triggers).Select(trigger => DefinitionScript.OfTrigger(trigger, database.Collation)));
        foreach (var database in catalog.Databases)
            Append(script, database, database.Events.Select(one => DefinitionScript.OfEvent(one, database.Collation)));
        foreach (var database in catalog.Databases)
            Append(script, database, database.Tables.SelectMany(table => DefinitionScript.HistogramStatements(table.Name.Name, table.Histograms)).Select(statement => $"{statement};\n"));
        return script.ToString();
    }

    /// <summary>Runs a script; it must succeed.</summary>
    /// <param name="sandbox">Where.</param>
    /// <param name="script">The script.</param>
    /// <param name="options">More options of the mysql client.</param>
    public static async Task RunAsync(MySqlSandbox sandbox, string script, params string[] options)
    {
        var file = Path.Combine(sandbox.Path, "root.cnf");
        var start = new ProcessStartInfo(ClientProgram.PathOf("mysql", sandbox), [$"--defaults-file={file}", "--batch", "--comments", .. options])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.BaseStream.WriteAsync(ScriptText.Encode(script));
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        await output;
        Assert.True(process.ExitCode == 0, await error);
    }

    private static void Append(StringBuilder script, DatabaseDefinition database, IEnumerable<string> scripts)
    {
        script.Append(Use(database.Name));
        foreach (var one in scripts)
            script.Append(one);
    }

    private static string Use(string database) => $"USE {SqlIdentifier.Quote(database)};\n";
}
