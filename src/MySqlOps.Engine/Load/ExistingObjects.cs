namespace MySqlOps.Engine.Load;

/// <summary>What an import does about objects that the target has already.</summary>
public enum ExistingObjects
{
    /// <summary>It refuses to start, and names them.</summary>
    Error,

    /// <summary>It leaves them as they are, with their rows, and says so.</summary>
    Skip,

    /// <summary>It drops them and makes them anew. Databases and accounts are never dropped.</summary>
    Replace,
}
