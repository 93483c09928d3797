using System.Management.Automation;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Connect.Addresses;
using MySqlOps.Engine.Connect.LoginPaths;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Cmdlets.Runtime;

/// <summary>
/// What -Server takes: a server object, or the text of an address. It is read only when the command runs, so that one bad
/// address of five is one error record and not the end of the command.
/// </summary>
public sealed class ServerArgument
{
    /// <summary>An address: <c>user@host:port</c>, <c>mysql://...</c>, a login path, or <c>file[group]</c>.</summary>
    /// <param name="address">The text.</param>
    public ServerArgument(string address) => Address = address;

    /// <summary>A server object. Internal, because import looks at the public constructors and would load the engine for this one.</summary>
    /// <param name="server">The object.</param>
    internal ServerArgument(MySqlServer server) => Server = server;

    /// <summary>
    /// A server object, as Connect-MySqlServer and New-MySqlSandbox give it; a login path, as Get-MySqlLoginPath gives it; or an
    /// object that carries a server in its property Server, as every result of MySqlOps does.
    /// </summary>
    /// <param name="source">The object. Not a PSObject: PowerShell would then find no way here for an object that it has not wrapped, as one of several in a variable.</param>
    /// <exception cref="PSInvalidCastException">It carries none.</exception>
    public ServerArgument(object source)
    {
        var wrapped = PSObject.AsPSObject(source);
        switch (wrapped.BaseObject)
        {
            case MySqlServer server:
                Server = server;
                break;
            case LoginPath path:
                Address = path.Name;
                break;
            case string address:
                Address = address;
                break;
            default:
                Server = wrapped.Properties["Server"]?.Value as MySqlServer
                    ?? throw new PSInvalidCastException($"An object of type {wrapped.BaseObject.GetType().Name} names no server: it has no property Server that holds one.");
                break;
        }
    }

    /// <summary>The text, when a text was given.</summary>
    internal string? Address { get; }

    /// <summary>The object, when an object was given.</summary>
    internal MySqlServer? Server { get; }

    /// <summary>The server that is meant: the text is read, and the option file or login path that it names.</summary>
    /// <param name="credential">The account to use in place of the one that the address names.</param>
    /// <param name="workingFolder">PowerShell's location, from which relative paths start.</param>
    /// <param name="cancellationToken">Stops the reading of files.</param>
    /// <exception cref="MySqlOpsException">Any of the address, option-file and login-path errors.</exception>
    internal async Task<MySqlServer> ResolveAsync(PSCredential? credential, string workingFolder, CancellationToken cancellationToken)
    {
        (string User, Secret Password)? account = credential is null || credential == PSCredential.Empty
            ? null
            : (credential.UserName, new Secret(credential.GetNetworkCredential().Password));
        if (Server is not null)
            return account is { } other ? Server with { User = other.User, Password = other.Password } : Server;
        var resolver = new ServerResolver(ClientEnvironment.FromProcess() with { WorkingFolder = workingFolder }, TimeProvider.System);
        return await resolver.ResolveAsync(ServerAddress.Parse(Address!), account, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The address without what may be its password, or the object's text.</summary>
    public override string ToString() => Server?.ToString() ?? AddressError.Show(Address!);
}
