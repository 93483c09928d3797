using MySqlOps.Engine.Compare.Sync;

namespace MySqlOps.Engine.Compare.Definitions.Tables;

/// <summary>One clause of ALTER TABLE.</summary>
/// <param name="Stage">When it is run.</param>
/// <param name="Clause">The clause.</param>
/// <param name="Order">Its place among the clauses of the table.</param>
internal sealed record AlterStep(ChangeStage Stage, string Clause, int Order)
{
    /// <summary>The place of what goes.</summary>
    public const int Drops = 0;

    /// <summary>The place of the first column; the others follow by their positions.</summary>
    public const int Columns = 100;

    /// <summary>The place of indexes that come.</summary>
    public const int Indexes = 10_000;

    /// <summary>The place of constraints that come.</summary>
    public const int Checks = 20_000;

    /// <summary>The place of options.</summary>
    public const int Options = 30_000;

    /// <summary>False for a clause that must be a statement of its own.</summary>
    public bool IsJoined { get; init; } = true;

    /// <summary>The other table that it alters; null for the table itself.</summary>
    public Catalog.ObjectName? Table { get; init; }
}
