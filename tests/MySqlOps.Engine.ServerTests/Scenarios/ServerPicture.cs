using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump.Definitions;
using MySqlOps.Engine.Dump.Rows;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load.Rehearsal;

namespace MySqlOps.Engine.ServerTests.Scenarios;

/// <summary>
/// All that two servers must have in common after a round trip, as texts by name: every object's definition; every table's rows, once as our own reading of them and once as the
/// server's CHECKSUM TABLE, which knows nothing of our reading; and the JSON types of every JSON column.
/// </summary>
internal static class ServerPicture
{
    /// <summary>Looks at a server.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> TakeAsync(MySqlServer server)
    {
        var picture = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var catalog = await CatalogReader.ReadAsync(server, new CatalogSelection(), CatalogDetail.Definitions, SilentObserver.Instance, CancellationToken.None);
        await using var session = await DataSession.OpenAsync(server, CancellationToken.None);
        await session.ExecuteAsync("SET SESSION character_set_results = NULL", CancellationToken.None);
        foreach (var database in catalog.Databases)
        {
            picture[$"database {database.Name}"] = DefinitionScript.OfDatabase(database);
            foreach (var view in database.Views)
                picture[$"view {view.Name}"] = DefinitionScript.OfView(view, replacesPlaceholder: false);
            foreach (var routine in database.Routines)
                picture[$"{routine.Kind} {routine.Name}"] = DefinitionScript.OfRoutine(routine, database.Collation);
            foreach (var definition in database.Events)
                picture[$"event {definition.Name}"] = DefinitionScript.OfEvent(definition, database.Collation);
            foreach (var table in database.Tables)
                await LookAsync(session, database, table, picture);
        }

        return picture;
    }

    /// <summary>Fails with the first thing in which two pictures differ.</summary>
    public static void AssertSame(IReadOnlyDictionary<string, string> expected, IReadOnlyDictionary<string, string> actual)
    {
        Assert.Equal(expected.Keys, actual.Keys);
        foreach (var (name, text) in expected)
            Assert.True(text == actual[name], $"{name} differs.\nExpected: {text}\nActual:   {actual[name]}");
    }

    private static async Task LookAsync(DataSession session, DatabaseDefinition database, TableDefinition table, SortedDictionary<string, string> picture)
    {
        picture[$"table {table.Name}"] = DefinitionScript.OfTable(table);
        picture[$"triggers {table.Name}"] = string.Concat(table.Triggers.Select(trigger => DefinitionScript.OfTrigger(trigger, database.Collation)));
        picture[$"histograms {table.Name}"] = string.Join(',', table.Histograms.Select(histogram => histogram.Column).Order(StringComparer.Ordinal));
        using var rows = new RowMultiset();
        var encoder = new LoadDataEncoder(SelectList.Stored(table), rows);
        await session.ReadAsync(SelectList.Query(table.Name, SelectList.Stored(table), null, [], null), encoder, CancellationToken.None);
        await encoder.CompleteAsync(CancellationToken.None);
        picture[$"rows {table.Name}"] = $"{rows.Rows} {rows.Digest}";

        // It sums up the hidden columns of functional indexes too, in the order in which they were made.
        if (table.Indexes.All(static index => index.Parts.All(static part => part.Column is not null)))
        {
            var checksum = await session.QueryAsync($"CHECKSUM TABLE {table.Name.Quoted}", CancellationToken.None);
            picture[$"server's checksum {table.Name}"] = checksum[0].Text("Checksum");
        }

        foreach (var column in table.Columns.Where(static column => column.DataType == "json"))
        {
            var name = SqlIdentifier.Quote(column.Name);
            picture[$"types {table.Name}.{column.Name}"] = await session.TextAsync(
                $"SELECT GROUP_CONCAT(COALESCE(JSON_TYPE({name}), 'none') ORDER BY JSON_TYPE({name})) FROM {table.Name.Quoted}", CancellationToken.None) ?? "";
        }
    }
}
