using System.Management.Automation;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Connect;

namespace MySqlOps.Cmdlets.Connect;

/// <summary>Connect-MySqlServer: proves that servers can be reached, and gives objects that keep how.</summary>
[Cmdlet(VerbsCommunications.Connect, "MySqlServer")]
[OutputType(typeof(MySqlServer))]
public sealed class ConnectMySqlServerCommand : ServerCmdlet
{
    // Boxed: a field of the engine's own value type would load the engine when PowerShell lists this module's types.
    private object? _tlsMode;

    /// <summary>When TLS is used and what is verified.</summary>
    [Parameter]
    public TlsMode TlsMode
    {
        get => _tlsMode is TlsMode mode ? mode : TlsMode.Preferred;
        set => _tlsMode = value;
    }

    /// <summary>A PEM file of the authorities to trust.</summary>
    [Parameter]
    public string? TlsCa { get; set; }

    /// <summary>A PEM file with the client's certificate.</summary>
    [Parameter]
    public string? TlsCertificate { get; set; }

    /// <summary>A PEM file with the client certificate's key.</summary>
    [Parameter]
    public string? TlsKey { get; set; }

    /// <summary>How long to wait for a connection.</summary>
    [Parameter]
    [Duration(Least = 1, Most = 3600)]
    public TimeSpan ConnectTimeout { get; set; }

    /// <summary>How long one statement may take; 0 for no limit.</summary>
    [Parameter]
    [Duration(Most = 2_147_483)]
    public TimeSpan CommandTimeout { get; set; }

    /// <summary>Fetches the server's public key over an unencrypted connection when the account's authentication needs it.</summary>
    [Parameter]
    public SwitchParameter GetServerPublicKey { get; set; }

    /// <inheritdoc />
    private protected override async Task<IReadOnlyList<object>> AskAsync(MySqlServer server, Pipeline pipeline, CancellationToken cancellationToken)
    {
        var described = Describe(server);
        var session = await Session.OpenAsync(described, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
            pipeline.Verbose($"Connected to {described}, version {session.Facts.Version}.");
        return [described];
    }

    private MySqlServer Describe(MySqlServer server)
    {
        bool Has(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);
        return server with
        {
            Tls = server.Tls with
            {
                Mode = _tlsMode is null ? server.Tls.Mode : TlsMode,
                CaFile = FileOf(TlsCa) ?? server.Tls.CaFile,
                CertificateFile = FileOf(TlsCertificate) ?? server.Tls.CertificateFile,
                KeyFile = FileOf(TlsKey) ?? server.Tls.KeyFile,
            },
            ConnectTimeout = Has(nameof(ConnectTimeout)) ? ConnectTimeout : server.ConnectTimeout,
            CommandTimeout = Has(nameof(CommandTimeout)) ? CommandTimeout : server.CommandTimeout,
            GetServerPublicKey = GetServerPublicKey || server.GetServerPublicKey,
        };
    }

    /// <summary>A path as the user means it: relative to PowerShell's location, which is not the process's.</summary>
    private string? FileOf(string? path) => path is null ? null : SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);
}
