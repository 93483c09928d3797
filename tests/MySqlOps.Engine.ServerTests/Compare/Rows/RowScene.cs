using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Compare;
using MySqlOps.Engine.Compare.Rows;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.ServerTests.Scenarios;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Compare.Rows;

/// <summary>A database on two servers, made anew, and what a comparison of its rows finds.</summary>
internal sealed class RowScene(MySqlSandbox source, MySqlSandbox target)
{
    /// <summary>The database's name.</summary>
    public const string Database = "rows_test";

    /// <summary>The source, as who compares sees it.</summary>
    public MySqlServer SourceServer { get; init; } = source.Server;

    /// <summary>The target, as who compares sees it.</summary>
    public MySqlServer TargetServer { get; init; } = target.Server;

    /// <summary>What the last comparison counted.</summary>
    public ComparisonTally Tally { get; private set; } = new();

    /// <summary>What the comparisons said.</summary>
    public RememberingObserver Observer { get; } = new();

    /// <summary>The database's rows alone, in one session.</summary>
    public static CompareOptions Options { get; } = new() { Selection = new CatalogSelection { Databases = [Database] }, Definitions = false, Method = RowMethod.Client };

    /// <summary>Makes the database on both sides.</summary>
    /// <param name="both">Statements for both.</param>
    /// <param name="onSource">Statements for the source, after those.</param>
    /// <param name="onTarget">Statements for the target, after those.</param>
    public async Task MakeAsync(string both, string onSource = "", string onTarget = "")
    {
        await RoundTripFixture.RunScriptAsync(source, Script(both + onSource));
        await RoundTripFixture.RunScriptAsync(target, Script(both + onTarget));
    }

    /// <summary>Compares.</summary>
    public async Task<IReadOnlyList<MySqlDifference>> CompareAsync(CompareOptions? options = null, long? keepBytes = null, CancellationToken cancellationToken = default)
    {
        Tally = new ComparisonTally();
        var comparer = new RowComparer(SourceServer, TargetServer, options ?? Options, Tally, Observer, TimeProvider.System);
        if (keepBytes is { } bytes)
            comparer = new RowComparer(SourceServer, TargetServer, options ?? Options, Tally, Observer, TimeProvider.System) { KeepBytes = bytes };
        var found = new List<MySqlDifference>();
        await foreach (var difference in comparer.CompareAsync(cancellationToken))
            found.Add(difference);
        return found;
    }

    /// <summary>What a comparison finds, a line a difference, sorted: <c>RowDiffers t [id = 1] v: 1 -> 2</c>.</summary>
    public async Task<string> FindAsync(CompareOptions? options = null, long? keepBytes = null)
    {
        var found = await CompareAsync(options, keepBytes);
        Assert.Empty(Tally.Skipped);
        return string.Join('\n', found.Select(Line).Order(StringComparer.Ordinal));
    }

    /// <summary>A difference as a line.</summary>
    public static string Line(MySqlDifference difference) =>
        $"{difference.Kind} {difference.Name} [{difference.Key}]{(difference.Count > 1 ? $" x{difference.Count}" : "")}{string.Concat(difference.Columns.Select(column => $" {column.Column}: {column.SourceValue} -> {column.TargetValue}"))}";

    /// <summary>Runs the differences' statements, each of which must find all its rows, in a session with another time zone.</summary>
    public static async Task ApplyAsync(MySqlServer server, IEnumerable<MySqlDifference> differences, bool isReverse)
    {
        await using var session = await Session.OpenAsync(server, CancellationToken.None);
        await session.ExecuteAsync("SET SESSION time_zone = '+05:00', sql_mode = 'NO_AUTO_VALUE_ON_ZERO', foreign_key_checks = 0", CancellationToken.None);
        foreach (var difference in differences)
        {
            var statement = isReverse ? difference.ReverseSql : difference.Sql;
            Assert.True(await session.ExecuteAsync(statement, CancellationToken.None) == difference.Count, statement);
        }
    }

    /// <summary>Runs statements on a server.</summary>
    public static async Task RunAsync(MySqlServer server, params string[] statements)
    {
        await using var session = await Session.OpenAsync(server, CancellationToken.None);
        foreach (var statement in statements)
            await session.ExecuteAsync(statement, CancellationToken.None);
    }

    private static string Script(string statements) =>
        $"SET SESSION sql_log_bin = 0, sql_mode = 'NO_AUTO_VALUE_ON_ZERO', time_zone = '+00:00'; DROP DATABASE IF EXISTS {Database}; CREATE DATABASE {Database} CHARACTER SET utf8mb4; USE {Database};\n{statements}";
}
