using MySqlOps.Engine.Catalog;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>Changes of rows of one table.</summary>
internal sealed record RowsStep : SyncStep
{
    /// <summary>The table.</summary>
    public required ObjectName Table { get; init; }

    /// <summary>The operations, by transaction.</summary>
    public required IReadOnlyList<IReadOnlyList<RowOperation>> Batches { get; init; }

    /// <summary>What the table's statements must mind.</summary>
    public required RowTraits Traits { get; init; }

    /// <summary>The triggers that are dropped meanwhile.</summary>
    public IReadOnlyList<TriggerFacts> Triggers { get; init; } = [];

    /// <summary>The events of triggers that may happen: INSERT, UPDATE, DELETE. Others would fire a trigger, and so a row that can only be had by them is left alone.</summary>
    public required IReadOnlySet<string> Events { get; init; }

    /// <inheritdoc />
    public override string Sql
    {
        get
        {
            using var text = new StringWriter();
            foreach (var batch in Batches)
                ChangeScript.Write(text, batch);
            return text.ToString();
        }
    }
}
