using MySqlOps.Engine.Catalog;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>A statement of the order in which definitions are changed.</summary>
internal sealed record OrderedStatement
{
    /// <summary>The parts that it does: several when clauses of one ALTER TABLE were joined.</summary>
    public required IReadOnlyList<ChangePart> Parts { get; init; }

    /// <summary>When it is run.</summary>
    public ChangeStage Stage => Parts[0].Stage;

    /// <summary>The object that it makes, changes or drops.</summary>
    public ObjectName Object => Parts[0].Object;

    /// <summary>What the session must be set to.</summary>
    public IReadOnlyList<string> Settings => Parts[0].Settings;

    /// <summary>The statement, without a semicolon.</summary>
    public string Statement => Parts.Count == 1
        ? Parts[0].Statement
        : $"ALTER TABLE {Object.Quoted} {string.Join(", ", Parts.OrderBy(static part => part.ClauseOrder).Select(static part => part.AlterClause))}";
}
