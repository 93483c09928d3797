using System.Management.Automation;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Errant;

namespace MySqlOps.Cmdlets.Replication;

/// <summary>Get-MySqlErrantTransaction: the transactions that were made on a replica and not replicated to it, and what they changed.</summary>
[Cmdlet(VerbsCommon.Get, "MySqlErrantTransaction")]
[OutputType(typeof(MySqlErrantTransaction))]
public sealed class GetMySqlErrantTransactionCommand : EngineCmdlet
{
    private readonly List<ServerArgument> _servers = [];

    /// <summary>The replicas, or all servers of a topology.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public ServerArgument[] Server { get; set; } = [];

    /// <summary>What they are held against; the sources of their channels, up to the top, when none is given.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public ServerArgument[] Source { get; set; } = [];

    /// <summary>Says only which transactions are errant, and does not read the binary logs.</summary>
    [Parameter]
    public SwitchParameter NameOnly { get; set; }

    /// <summary>The account to use on the servers in place of the one that their address names.</summary>
    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>The account to use on -Source in place of the one that its address names.</summary>
    [Parameter]
    [Credential]
    public PSCredential? SourceCredential { get; set; }

    /// <summary>How many servers are asked at once.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 16;

    /// <inheritdoc />
    protected override void ProcessRecord() => _servers.AddRange(Server);

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        var folder = WorkingFolder;
        Run(async (pipeline, cancellationToken) =>
        {
            var sources = new List<MySqlServer>();
            foreach (var source in Source)
                sources.Add(await source.ResolveAsync(SourceCredential, folder, cancellationToken));
            var servers = new List<MySqlServer>();
            foreach (var server in _servers)
            {
                try
                {
                    servers.Add(await server.ResolveAsync(Credential, folder, cancellationToken));
                }
                catch (MySqlOpsException e)
                {
                    pipeline.Error(e);
                }
            }

            var options = new ErrantOptions { Sources = sources, NamesOnly = NameOnly, ThreadCount = ThrottleLimit };
            await foreach (var transaction in new ErrantFinder(options, pipeline, pipeline.Error).FindAsync(servers, cancellationToken))
                pipeline.Output(transaction);
        });
    }
}
