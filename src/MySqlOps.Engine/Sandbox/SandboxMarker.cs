namespace MySqlOps.Engine.Sandbox;

/// <summary>What the marker file in a sandbox's folder says. Without one, nothing of ours touches a folder.</summary>
internal sealed record SandboxMarker
{
    /// <summary>The value of <see cref="Product"/>.</summary>
    public const string ProductName = "MySqlOps sandbox";

    /// <summary>The format that this code writes, and the newest that it reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Whose marker it is.</summary>
    public string Product { get; init; } = ProductName;

    /// <summary>The marker's format.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>How far the folder's life is.</summary>
    public required MarkerState State { get; init; }

    /// <summary>Who makes or removes the folder, or made it.</summary>
    public required ProcessIdentity Worker { get; init; }

    /// <summary>The port, which must be the folder's name.</summary>
    public required int Port { get; init; }

    /// <summary>The server id.</summary>
    public required long ServerId { get; init; }

    /// <summary>The mysqld to start.</summary>
    public required string MysqldPath { get; init; }

    /// <summary>The text of the server's version.</summary>
    public required string Version { get; init; }

    /// <summary>The server's UUID; null until it has started once.</summary>
    public string? Uuid { get; init; }

    /// <summary>A folder of ours elsewhere with the socket, when the sandbox's own path is too long for one; else null.</summary>
    public string? SocketFolder { get; init; }
}
