using System.Management.Automation;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Replication.Setup;

namespace MySqlOps.Cmdlets.Replication;

/// <summary>The base of the cmdlets about one source and its replicas.</summary>
public abstract class ReplicationPairCmdlet : EngineCmdlet
{
    private readonly List<ServerArgument> _replicas = [];

    /// <summary>The server to replicate from.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public ServerArgument Source { get; set; } = null!;

    /// <summary>The servers that replicate.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [Alias("Server")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public ServerArgument[] Replica { get; set; } = [];

    /// <summary>The account to use on all servers in place of those that their addresses name.</summary>
    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>The replication channel; the default one has no name.</summary>
    [Parameter]
    [AllowEmptyString]
    [ValidateLength(0, 64)]
    public string Channel { get; set; } = "";

    /// <summary>The source's host as the replicas reach it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SourceHost { get; set; }

    /// <summary>The source's port as the replicas reach it.</summary>
    [Parameter]
    [ValidateRange(1, 65535)]
    public int SourcePort { get; set; }

    /// <summary>How many replicas are worked on at once.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 16;

    /// <inheritdoc />
    protected override void ProcessRecord() => _replicas.AddRange(Replica);

    /// <summary>All replicas that were given.</summary>
    private protected IReadOnlyList<ServerArgument> Replicas => _replicas;

    /// <summary>What all these cmdlets have in common.</summary>
    private protected SetupOptions CommonOptions() => new()
    {
        Channel = Channel,
        SourceHost = SourceHost,
        SourcePort = SourcePort == 0 ? null : SourcePort,
    };

    /// <summary>The server that an argument means.</summary>
    private protected Task<MySqlServer> ResolveAsync(ServerArgument argument, string folder, CancellationToken cancellationToken) => argument.ResolveAsync(Credential, folder, cancellationToken);
}
