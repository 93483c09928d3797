using MySqlOps.Engine.Catalog.CreateTable;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Catalog;

[Collection(ServerCollection.Name)]
public sealed class CreateTableServerTests(DefinitionsFixture definitions) : IClassFixture<DefinitionsFixture>, IAsyncLifetime
{
    private const int Rounds = 90;

    private Session _session = null!;

    public async Task InitializeAsync()
    {
        _session = await Session.OpenAsync(definitions.Sandbox.Server, CancellationToken.None);
        await _session.ExecuteAsync("CREATE DATABASE IF NOT EXISTS split_test CHARACTER SET utf8mb4", CancellationToken.None);
        await _session.ExecuteAsync("USE split_test", CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await _session.ExecuteAsync("DROP DATABASE split_test", CancellationToken.None);
        await _session.DisposeAsync();
    }

    [Fact]
    public async Task ATableMadeInPartsIsTheSame()
    {
        // Parents have other names in other databases; those tables are made whole in DefinitionScriptTests.
        var tables = definitions.Catalog.Databases.SelectMany(database => database.Tables).Where(table => !CreateTableText.Parse(table.CreateStatement).ForeignKeys.Any()).ToArray();
        Assert.Contains(tables, table => table.Name.Name == "search_term");
        foreach (var table in tables.Where(table => table.Engine != "MRG_MYISAM"))
            Assert.Equal(table.CreateStatement, await RemakeAsync(table.Name.Name, table.CreateStatement));
    }

    [Fact]
    public async Task RandomTablesComeOutOfTheParserAndTheSplitterAsTheyWentIn()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var taken = 0;
        for (var i = 0; i < Rounds; i++)
        {
            var statement = new RandomTable(random).Create("r`t");
            var about = $"Seed {seed}, round {i}: {statement}";
            if (!await TryAsync(statement))
                continue;
            taken++;
            var shown = await ShowAsync("r`t");
            Assert.True(shown == CreateTableText.Parse(shown).ToString(), about);
            await DropAsync("r`t");
            var again = await RemakeAsync("r`t", shown);
            Assert.True(shown == again, $"{about}\nwas {shown}\nis {again}");
        }

        // A generator whose tables the server refuses would prove nothing.
        Assert.InRange(taken, Rounds / 4, Rounds);
    }

    [Theory]
    [InlineData("gipk")]
    [InlineData("my_row_id_by_hand")]
    public async Task AnInvisiblePrimaryKeyIsOneBySightAlone(string name)
    {
        // The server marks a generated key nowhere: it knows one by its name, type and place (manual 15.1.24.11). So the text alone makes it what it was.
        var table = definitions.Catalog.Databases.SelectMany(database => database.Tables).Single(one => one.Name.Name == name);
        await RemakeAsync(name, table.CreateStatement, keep: true);
        await _session.ExecuteAsync("SET SESSION show_gipk_in_create_table_and_information_schema = OFF", CancellationToken.None);
        var hidden = await ShowAsync(name);
        await _session.ExecuteAsync("SET SESSION show_gipk_in_create_table_and_information_schema = ON", CancellationToken.None);
        await DropAsync(name);

        Assert.DoesNotContain("my_row_id` bigint", hidden, StringComparison.Ordinal);
    }

    private async Task<string> RemakeAsync(string name, string statement, bool keep = false)
    {
        var split = CreateTableText.Parse(statement).WithoutInheritedCollations().SplitForLoad();
        await _session.ExecuteAsync(split.CreateStatement, CancellationToken.None);
        foreach (var alter in split.IndexStatements.Concat(split.ForeignKeyStatements))
            await _session.ExecuteAsync(alter, CancellationToken.None);
        var shown = await ShowAsync(name);
        if (!keep)
            await DropAsync(name);
        return shown;
    }

    private async Task<bool> TryAsync(string statement)
    {
        try
        {
            await _session.ExecuteAsync(statement, CancellationToken.None);
            return true;
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.QueryFailed)
        {
            return false;
        }
    }

    private async Task<string> ShowAsync(string name) =>
        (await _session.QueryAsync($"SHOW CREATE TABLE {SqlIdentifier.Quote(name)}", CancellationToken.None))[0].Text("Create Table");

    private Task<int> DropAsync(string name) => _session.ExecuteAsync($"DROP TABLE {SqlIdentifier.Quote(name)}", CancellationToken.None);
}
