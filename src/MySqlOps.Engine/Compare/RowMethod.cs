namespace MySqlOps.Engine.Compare;

/// <summary>Where rows are hashed.</summary>
public enum RowMethod
{
    /// <summary>Where it is faster: here on a fast link, on the servers on a slow one.</summary>
    Auto,

    /// <summary>The servers hash their rows, and only sums travel.</summary>
    Server,

    /// <summary>The rows travel and are hashed here: less work for the servers.</summary>
    Client,
}
