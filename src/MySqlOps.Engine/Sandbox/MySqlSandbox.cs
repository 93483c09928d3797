using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Sandbox;

/// <summary>A server of one's own on loopback, for trying things out and for tests.</summary>
public sealed record MySqlSandbox
{
    /// <summary>Where it is, with its root account. An incomplete sandbox may have no password yet.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>The sandbox's own folder.</summary>
    public required string Path { get; init; }

    /// <summary>The TCP port.</summary>
    public required int Port { get; init; }

    /// <summary>What it is doing.</summary>
    public required SandboxState State { get; init; }

    /// <summary>The process of its server; null when it does not run.</summary>
    public required int? ProcessId { get; init; }

    /// <summary>The server's version when it was last started by us.</summary>
    public required ServerVersion Version { get; init; }

    /// <summary>The server id that it was made with.</summary>
    public required long ServerId { get; init; }

    /// <summary>The server's UUID; null while the sandbox is not whole.</summary>
    public required string? Uuid { get; init; }

    /// <summary>The mysqld that it was made with and is started with.</summary>
    public required string MysqldPath { get; init; }

    /// <summary>As <c>root@127.0.0.1:3310 (Running)</c>.</summary>
    public override string ToString() => $"{Server} ({State})";
}
