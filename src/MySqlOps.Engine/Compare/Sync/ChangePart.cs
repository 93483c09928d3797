using MySqlOps.Engine.Catalog;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>One statement of a change.</summary>
internal sealed record ChangePart
{
    /// <summary>When it is run.</summary>
    public required ChangeStage Stage { get; init; }

    /// <summary>The object that it makes, changes or drops, on the server that is changed.</summary>
    public required ObjectName Object { get; init; }

    /// <summary>The statement, complete and without a semicolon at its end, names qualified so that no database need be selected.</summary>
    public required string Statement { get; init; }

    /// <summary>The clause alone where <see cref="Statement"/> is ALTER TABLE and may be joined with other clauses of the same table and stage; null otherwise.</summary>
    public string? AlterClause { get; init; }

    /// <summary>The order among the clauses of one ALTER TABLE: drops first, then columns in their order, then indexes, checks, options.</summary>
    public int ClauseOrder { get; init; }

    /// <summary>The objects that must be there before (for a CREATE or ALTER) or must be gone before (for a DROP), as far as they change too.</summary>
    public IReadOnlyList<ObjectName> Needs { get; init; } = [];

    /// <summary>What the session must be set to, as of the object's creation (sql_mode, character sets, time zone), as SET statements without semicolons; empty for what needs nothing.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>The statement as it stands in a script: settings, DELIMITER lines where its body holds semicolons, the semicolon.</summary>
    public string Text => ChangeScript.Format(this);
}
