using System.Management.Automation;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Cmdlets.Runtime;

/// <summary>The base of the cmdlets that ask many servers the same thing: they are asked in parallel and answer in the order in which they were given.</summary>
public abstract class ServerCmdlet : EngineCmdlet
{
    private readonly List<ServerArgument> _servers = [];

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
        Run((pipeline, cancellationToken) => AskAllAsync(folder, pipeline, cancellationToken));
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

    /// <summary>How the sources of replicas among the servers are reached: one that is given as a server is asked as that, and any other with the account.</summary>
    private protected SourceAccess Sources(PSCredential? account)
    {
        var servers = _servers.Select(static argument => argument.Server).OfType<MySqlServer>().ToList();
        return new SourceAccess
        {
            Servers = servers,
            Account = account is null || account == PSCredential.Empty ? null : new MySqlServer { Host = "", User = account.UserName }.WithPassword(account.GetNetworkCredential().Password),
        };
    }

    /// <summary>Asks one server.</summary>
    /// <returns>The objects to write, in this server's place in the order.</returns>
    private protected abstract Task<IReadOnlyList<object>> AskAsync(MySqlServer server, Pipeline pipeline, CancellationToken cancellationToken);

    private async Task<IReadOnlyList<object>> AskAsync(ServerArgument argument, string folder, Pipeline pipeline, CancellationToken cancellationToken)
    {
        var server = await argument.ResolveAsync(Credential, folder, cancellationToken).ConfigureAwait(false);
        return await AskAsync(server, pipeline, cancellationToken).ConfigureAwait(false);
    }
}
