using MySqlOps.Engine.Compare.Sync;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Definitions.Tables;

/// <summary>The statements that change a table's partitions.</summary>
internal static class PartitionTransition
{
    /// <summary>The statements, each alone.</summary>
    public static Transition Change(TableSpec from, TableSpec to)
    {
        var (old, wanted) = (from.Options.Partitions, to.Options.Partitions);
        if (old is not null && wanted is not null && StepByStep(PartitionSpec.Read(old), PartitionSpec.Read(wanted)) is { } steps)
            return steps;

        // A key must hold the columns of the partitions that are there (error 1503): when keys change too the old ones go first.
        var isEarly = old is not null && (Keys(from) != Keys(to) || from.Columns.Any(column => to.Columns.All(other => other.Name != column.Name)));
        var statements = new List<AlterStep>();
        if (isEarly || (old is not null && wanted is null))
            statements.Add(Alone(isEarly ? ChangeStage.CreateTables : ChangeStage.AlterPartitions, "REMOVE PARTITIONING", 0));
        if (wanted is not null)
            statements.Add(Alone(ChangeStage.AlterPartitions, wanted, 1));
        return new Transition(statements, null);
    }

    /// <summary>Partitions by value are added and dropped one by one, where the others stay as they are.</summary>
    private static Transition? StepByStep(PartitionSpec old, PartitionSpec wanted)
    {
        if (wanted.ChangesFrom(old) is not var (gone, added))
            return null;
        var isRollover = old.List.Take(gone.Count).Select(one => one.Name).SequenceEqual(gone, StringComparer.Ordinal);
        if (gone.Count > 0 && added.Count > 0 && !isRollover)
            return null;
        var steps = new List<AlterStep>();
        if (gone.Count > 0)
            steps.Add(Alone(ChangeStage.AlterPartitions, $"DROP PARTITION {string.Join(", ", gone.Select(SqlIdentifier.Quote))}", 0));
        if (added.Count > 0)
            steps.Add(Alone(ChangeStage.AlterPartitions, $"ADD PARTITION ({string.Join(", ", added)})", 1));
        return new Transition(steps, gone.Count == 0 ? null : $"The partitions {string.Join(", ", gone)} are dropped with their rows.");
    }

    private static AlterStep Alone(ChangeStage stage, string clause, int order) => new(stage, clause, order) { IsJoined = false };

    private static string Keys(TableSpec table) =>
        string.Join('\n', table.Indexes.Where(index => index.Kind is Catalog.CreateTable.IndexKind.Primary or Catalog.CreateTable.IndexKind.Unique).Select(index => index.Define()).Order(StringComparer.Ordinal));
}
