using System.Management.Automation;
using MySqlOps.Engine.Connect;

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
        Run(async (pipeline, cancellationToken) =>
        {
            var outcomes = Fleet.RunAsync(_servers, ThrottleLimit, (server, token) => AskAsync(server, folder, pipeline, token), cancellationToken);
            await foreach (var outcome in outcomes.ConfigureAwait(false))
            {
                if (outcome.Error is { } error)
                    pipeline.Error(error);
                foreach (var value in outcome.Value ?? [])
                    pipeline.Output(value);
            }
        });
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
