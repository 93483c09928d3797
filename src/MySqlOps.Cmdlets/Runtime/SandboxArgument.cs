using System.Management.Automation;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Sandbox;

namespace MySqlOps.Cmdlets.Runtime;

/// <summary>What -Sandbox takes: a sandbox, the server that one is, or the path of its folder.</summary>
public sealed class SandboxArgument
{
    /// <summary>The path of a sandbox's own folder.</summary>
    /// <param name="path">The path.</param>
    public SandboxArgument(string path) => Path = path;

    /// <summary>A sandbox, a server that New-MySqlSandbox gave, or any object that carries such a server in its property Server.</summary>
    /// <param name="source">The object.</param>
    /// <exception cref="PSInvalidCastException">It is none of these.</exception>
    public SandboxArgument(object source)
    {
        switch (source is PSObject wrapped ? wrapped.BaseObject : source)
        {
            case MySqlSandbox sandbox:
                Path = sandbox.Path;
                break;
            case MySqlServer server:
                Server = server;
                break;
            case string path:
                Path = path;
                break;
            default:
                Server = PSObject.AsPSObject(source).Properties["Server"]?.Value as MySqlServer
                    ?? throw new PSInvalidCastException($"An object of type {PSObject.AsPSObject(source).BaseObject.GetType().Name} is no sandbox and names no server that could be one.");
                break;
        }
    }

    /// <summary>The path of the sandbox's folder, when one was given.</summary>
    internal string? Path { get; }

    /// <summary>The server, when one was given.</summary>
    internal MySqlServer? Server { get; }

    /// <summary>The folder or the server.</summary>
    public override string ToString() => Path ?? Server!.ToString();

    /// <summary>Reads the sandbox that is meant.</summary>
    /// <param name="workingFolder">PowerShell's location, from which relative paths start.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="Engine.Foundation.MySqlOpsException">SandboxMissing or SandboxNotOurs.</exception>
    internal Task<MySqlSandbox> ReadAsync(string workingFolder, CancellationToken cancellationToken)
    {
        var reader = new SandboxReader();
        return Server is not null
            ? reader.ReadAsync(Server, cancellationToken)
            : reader.ReadAsync(System.IO.Path.GetFullPath(Path!, workingFolder), cancellationToken);
    }
}
