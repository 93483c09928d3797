namespace MySqlOps.Engine.Sandbox;

/// <summary>How far the life of a sandbox's folder is.</summary>
internal enum MarkerState
{
    /// <summary>A process is making it, or died over it.</summary>
    Creating,

    /// <summary>It is whole.</summary>
    Ready,

    /// <summary>A process is removing it, or died over it.</summary>
    Removing,
}
