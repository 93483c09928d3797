using System.Management.Automation;
using System.Net;
using System.Security;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Connect.Addresses;
using MySqlOps.Engine.Connect.LoginPaths;

namespace MySqlOps.Cmdlets.Connect;

/// <summary>Set-MySqlLoginPath: makes a login path, or replaces the whole of one.</summary>
[Cmdlet(VerbsCommon.Set, "MySqlLoginPath", SupportsShouldProcess = true, DefaultParameterSetName = UserSet)]
[OutputType(typeof(LoginPath))]
public sealed class SetMySqlLoginPathCommand : EngineCmdlet
{
    private const string UserSet = "User";
    private const string CredentialSet = "Credential";

    /// <summary>The login path's name.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public string Name { get; set; } = "";

    /// <summary>The host; localhost when there is none.</summary>
    [Parameter(Position = 1)]
    [Alias("Host")]
    [ValidateNotNullOrEmpty]
    public string? HostName { get; set; }

    /// <summary>The TCP port; 3306 when there is none.</summary>
    [Parameter]
    [ValidateRange(1, ushort.MaxValue)]
    public int? Port { get; set; }

    /// <summary>The path of the Unix socket, used where the host is localhost.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Socket { get; set; }

    /// <summary>The account's user and password.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CredentialSet)]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>The account's user.</summary>
    [Parameter(ParameterSetName = UserSet)]
    [ValidateNotNullOrEmpty]
    public string? User { get; set; }

    /// <summary>The account's password.</summary>
    [Parameter(ParameterSetName = UserSet)]
    public SecureString? Password { get; set; }

    /// <summary>Writes the login path that was set.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord() => Run(async (pipeline, cancellationToken) =>
    {
        var path = ClientEnvironment.FromProcess().LoginPathFile;
        var secure = Credential?.Password ?? Password;
        var loginPath = new LoginPath
        {
            Name = Name,
            User = Credential?.UserName ?? User,
            Host = HostName,
            Port = Port,
            Socket = Socket,
            Password = secure is null ? null : new Secret(new NetworkCredential("", secure).Password),
        };
        LoginPathRules.Check(loginPath);
        if (!await pipeline.ShouldProcessAsync($"login path '{Name}' in {path}", "Set").ConfigureAwait(false))
            return;
        await new LoginPathFile(path, TimeProvider.System).SetAsync(loginPath, cancellationToken).ConfigureAwait(false);
        if (PassThru)
            pipeline.Output(loginPath);
    });
}
