using MySqlOps.Engine.Connect.LoginPaths;
using MySqlOps.Engine.Connect.OptionFiles;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Connect.Addresses;

/// <summary>Finds out which server and account an address means: reads the option file or the login path that it names.</summary>
/// <param name="environment">Where files are found, and who the user is.</param>
/// <param name="time">What measures the wait for a file.</param>
internal sealed class ServerResolver(ClientEnvironment environment, TimeProvider time)
{
    /// <summary>Makes the description of a server from an address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="credential">The account to use in place of the address's own; null for that one.</param>
    /// <param name="cancellationToken">Stops the reading of files.</param>
    /// <exception cref="MySqlOpsException">Any of the address, option-file and login-path errors.</exception>
    public async Task<MySqlServer> ResolveAsync(ServerAddress address, (string User, Secret Password)? credential, CancellationToken cancellationToken)
    {
        var server = address switch
        {
            WrittenAddress written => Resolve(written),
            OptionFileAddress file => await ResolveAsync(file, cancellationToken).ConfigureAwait(false),
            NamedAddress name => await ResolveAsync(name, credential is not null, cancellationToken).ConfigureAwait(false),
            _ => throw new ArgumentOutOfRangeException(nameof(address), address, null),
        };
        return credential is { } account ? server with { User = account.User, Password = account.Password } : server;
    }

    private MySqlServer Resolve(WrittenAddress address)
    {
        var server = Create(address.Host, address.Port, address.Socket, address.User);
        return Apply(server with { Password = address.Password }, address.Options);
    }

    private async Task<MySqlServer> ResolveAsync(OptionFileAddress address, CancellationToken cancellationToken)
    {
        var path = environment.FullPath(address.File);
        var file = await OptionFileReader.ReadAsync(path, environment.HomeFolder, cancellationToken).ConfigureAwait(false);
        var group = OptionGroup.Read(file.ReadGroup(address.Group));
        var server = Create(group.Host, group.Port, group.Socket, group.User);
        return Apply(server with { Password = group.Password, Source = $"{path}[{address.Group}]" }, group.Options);
    }

    private async Task<MySqlServer> ResolveAsync(NamedAddress address, bool hasCredential, CancellationToken cancellationToken)
    {
        var path = await new LoginPathFile(environment.LoginPathFile, time).FindAsync(address.Name, cancellationToken).ConfigureAwait(false);
        if (path is null && !hasCredential)
        {
            throw new MySqlOpsException(
                ErrorId.LoginPathMissing,
                $"There is no login path '{address.Name}' in {environment.LoginPathFile}. To name a host, write user@{address.Name} or give -Credential.",
                address.Name);
        }

        if (path is null)
            return Create(address.Name, address.Port, LocalSocket(address.Name, address.Socket), null);
        var socket = LocalSocket(path.Host, address.Socket ?? (address.Port is null ? path.Socket : null));
        return Create(path.Host, address.Port ?? path.Port, socket, path.User) with { Password = path.Password, Source = path.Name };
    }

    /// <summary>The socket, if it is for that host: as for the mysql client, only for localhost (manual 6.2.4).</summary>
    private static string? LocalSocket(string? host, string? socket) => OptionGroup.IsLocal(host) && !string.IsNullOrEmpty(socket) ? socket : null;

    private MySqlServer Create(string? host, int? port, string? socket, string? user) => new()
    {
        Host = string.IsNullOrEmpty(host) || socket is not null ? AddressEndpoint.LocalHost : host,
        Port = port ?? MySqlServer.DefaultPort,
        Socket = socket,
        User = string.IsNullOrEmpty(user) ? environment.UserName : user,
    };

    private MySqlServer Apply(MySqlServer server, ConnectionOptions options) => server with
    {
        Tls = new TlsSettings
        {
            Mode = options.TlsMode ?? server.Tls.Mode,
            CaFile = FullPath(options.CaFile),
            CertificateFile = FullPath(options.CertificateFile),
            KeyFile = FullPath(options.KeyFile),
        },
        ConnectTimeout = options.ConnectTimeout ?? server.ConnectTimeout,
        CommandTimeout = options.CommandTimeout ?? server.CommandTimeout,
        GetServerPublicKey = options.GetServerPublicKey ?? server.GetServerPublicKey,
    };

    private string? FullPath(string? path) => path is null ? null : environment.FullPath(path);
}
