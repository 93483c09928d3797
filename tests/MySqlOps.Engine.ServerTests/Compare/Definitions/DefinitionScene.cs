using MySqlOps.Engine.Compare;
using MySqlOps.Engine.Compare.Definitions;
using MySqlOps.Engine.Compare.Sync;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump.Definitions;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.ServerTests.Compare.Definitions;

/// <summary>Compares definitions and applies the changes, as plainly as can be.</summary>
internal static class DefinitionScene
{
    /// <summary>Compares two servers.</summary>
    public static Task<IReadOnlyList<MySqlDifference>> CompareAsync(MySqlServer source, MySqlServer target, CompareOptions? options = null) =>
        CompareAsync(ComparedSide.Of(source), ComparedSide.Of(target), options ?? new CompareOptions(), new ComparisonTally());

    /// <summary>Compares two sides.</summary>
    public static async Task<IReadOnlyList<MySqlDifference>> CompareAsync(ComparedSide source, ComparedSide target, CompareOptions options, ComparisonTally tally)
    {
        var found = new List<MySqlDifference>();
        await foreach (var difference in new DefinitionComparer(source, target, options, tally, SilentObserver.Instance).CompareAsync(CancellationToken.None))
            found.Add(difference);
        return found;
    }

    /// <summary>Removes the differences, or brings them back.</summary>
    public static async Task ApplyAsync(MySqlServer server, IEnumerable<MySqlDifference> differences, bool isForward = true)
    {
        await using var session = await DataSession.OpenAsync(server, CancellationToken.None);
        await ResetAsync(session);
        await session.ExecuteAsync("SET SESSION restrict_fk_on_non_standard_key = OFF, sql_generate_invisible_primary_key = OFF", CancellationToken.None);
        var parts = differences.Select(difference => isForward ? difference.Forward : difference.Backward).OfType<DefinitionChange>().SelectMany(change => change.Parts);
        foreach (var statement in ChangeOrder.Of(parts.DistinctBy(part => (part.Stage, part.Object, part.Statement))).Statements)
        {
            try
            {
                foreach (var setting in statement.Settings)
                    await session.ExecuteAsync(setting, CancellationToken.None);
                await session.ExecuteAsync(ScriptText.Encode(statement.Statement), CancellationToken.None);
                await ResetAsync(session);
            }
            catch (MySqlOpsException e)
            {
                throw new InvalidOperationException($"{e.Message}\n{statement.Statement}", e);
            }
        }
    }

    /// <summary>Runs statements.</summary>
    public static async Task RunAsync(MySqlServer server, params string[] statements)
    {
        await using var session = await Session.OpenAsync(server, CancellationToken.None);
        foreach (var statement in statements)
            await session.ExecuteAsync(statement, CancellationToken.None);
    }

    /// <summary>What a list of differences says, one a line.</summary>
    public static string Describe(IEnumerable<MySqlDifference> differences) =>
        string.Join('\n', differences.Select(one => $"{one.Kind} {one.ObjectType} {one.Database}.{one.Name} {one.Property}: {one.SourceValue} | {one.TargetValue}{(one.Unsupported is null ? "" : $" ({one.Unsupported})")}"));

    private static async Task ResetAsync(DataSession session)
    {
        await session.ExecuteAsync("SET NAMES utf8mb4", CancellationToken.None);
        await session.ExecuteAsync(ChangeScript.Settings, CancellationToken.None);
    }
}
