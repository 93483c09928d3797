using System.Management.Automation;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Cmdlets.Runtime;

/// <summary>The base of the cmdlets that ask many servers the same thing: they are asked in parallel and answer in the order in which they were given.</summary>
public abstract class ServerCmdlet : EngineCmdlet
{
    private readonly List<ServerArgument> _servers = [];
    private Lazy<Task<IReadOnlyList<MySqlServer>>>? _known;

    /// <summary>The servers: objects, addresses, login paths or option files.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public ServerArgument[] Server { get; set; } = [];

    /// <summary>The account to use in place of the one that the address names.</summary>
    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

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
        Run((pipeline, cancellationToken) =>
        {
            _known = new Lazy<Task<IReadOnlyList<MySqlServer>>>(() => ResolveAllAsync(folder, cancellationToken));
            return AskAllAsync(folder, pipeline, cancellationToken);
        });
    }

    /// <summary>Asks all servers and writes what they answer.</summary>
    private protected virtual async Task AskAllAsync(string folder, Pipeline pipeline, CancellationToken cancellationToken)
    {
        await foreach (var outcome in AskEachAsync(folder, pipeline, cancellationToken).ConfigureAwait(false))
        {
            if (outcome.Error is { } error)
                pipeline.Error(error);
            foreach (var value in outcome.Value ?? [])
                pipeline.Output(value);
        }
    }

    /// <summary>Asks each server; the outcomes come in the order of the servers.</summary>
    private protected IAsyncEnumerable<FleetOutcome<ServerArgument, IReadOnlyList<object>>> AskEachAsync(string folder, Pipeline pipeline, CancellationToken cancellationToken) =>
        Fleet.RunAsync(_servers, ThrottleLimit, (server, token) => AskAsync(server, folder, pipeline, token), cancellationToken);

    /// <summary>How the sources of replicas are reached: one that is among the servers is asked with the account that it was given with, and any other with this account.</summary>
    private protected async Task<SourceAccess> SourcesAsync(PSCredential? account) => new()
    {
        Servers = await _known!.Value.ConfigureAwait(false),
        Account = account is null || account == PSCredential.Empty ? null : new MySqlServer { Host = "", User = account.UserName }.WithPassword(account.GetNetworkCredential().Password),
    };

    /// <summary>Asks one server.</summary>
    /// <returns>The objects to write, in this server's place in the order.</returns>
    private protected abstract Task<IReadOnlyList<object>> AskAsync(MySqlServer server, Pipeline pipeline, CancellationToken cancellationToken);

    /// <summary>All servers whose addresses can be read; what is wrong with the others is told when they are asked.</summary>
    private async Task<IReadOnlyList<MySqlServer>> ResolveAllAsync(string folder, CancellationToken cancellationToken)
    {
        var resolved = new List<MySqlServer>();
        foreach (var argument in _servers)
        {
            try
            {
                resolved.Add(await argument.ResolveAsync(Credential, folder, cancellationToken).ConfigureAwait(false));
            }
            catch (MySqlOpsException)
            {
                // Said when this one is asked.
            }
        }

        return resolved;
    }

    private async Task<IReadOnlyList<object>> AskAsync(ServerArgument argument, string folder, Pipeline pipeline, CancellationToken cancellationToken)
    {
        var server = await argument.ResolveAsync(Credential, folder, cancellationToken).ConfigureAwait(false);
        return await AskAsync(server, pipeline, cancellationToken).ConfigureAwait(false);
    }
}
