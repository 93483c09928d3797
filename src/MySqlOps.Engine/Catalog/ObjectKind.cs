namespace MySqlOps.Engine.Catalog;

/// <summary>The kinds of objects that a database holds.</summary>
[Flags]
public enum ObjectKind
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Base tables.</summary>
    Table = 1,

    /// <summary>Views.</summary>
    View = 2,

    /// <summary>Stored functions, procedures and libraries.</summary>
    Routine = 4,

    /// <summary>Triggers.</summary>
    Trigger = 8,

    /// <summary>Events.</summary>
    Event = 16,

    /// <summary>All of them.</summary>
    All = Table | View | Routine | Trigger | Event,
}
