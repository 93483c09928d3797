using MySqlOps.Engine.Catalog;

namespace MySqlOps.Engine.Compare.Definitions.Sides;

/// <summary>An object of a side.</summary>
internal sealed record SideObject
{
    /// <summary>What it is called where it is changed.</summary>
    public required ObjectKey Key { get; init; }

    /// <summary>What it is called on the server that it is read from: in a scratch database, for a folder's.</summary>
    public required ObjectName Place { get; init; }

    /// <summary>What SHOW CREATE gives, with the names that databases have where it is changed; empty as long as it was not read.</summary>
    public string Statement { get; init; } = "";

    /// <summary>The same as it is sent to a server: bytes that are no UTF-8 as <see cref="Dump.Definitions.ScriptText"/> has them.</summary>
    public string Written { get; init; } = "";

    /// <summary>What the session must be set to when it is created; null for a table.</summary>
    public CreationContext? Context { get; init; }

    /// <summary>The table of a trigger.</summary>
    public ObjectName? Table { get; init; }

    /// <summary>True when a name in it could be a renamed database's or something else's.</summary>
    public bool IsDoubtful { get; init; }
}
