namespace MySqlOps.Engine.Compare;

/// <summary>What a change of a table costs the server, as it said itself when it was asked (manual 17.12, Online DDL).</summary>
public enum ChangeCost
{
    /// <summary>It was not asked: the change is of rows, or of something that is no table.</summary>
    None,

    /// <summary>Only the dictionary changes (ALGORITHM=INSTANT).</summary>
    Instant,

    /// <summary>Done in place while others write (ALGORITHM=INPLACE, LOCK=NONE).</summary>
    Inplace,

    /// <summary>Done in place, and others can't write meanwhile (ALGORITHM=INPLACE, LOCK=SHARED).</summary>
    InplaceBlocking,

    /// <summary>The table is copied, and others can't write meanwhile (ALGORITHM=COPY).</summary>
    Copy,

    /// <summary>The server could not be asked.</summary>
    Unknown,
}
