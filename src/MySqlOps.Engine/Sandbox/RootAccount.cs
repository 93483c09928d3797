using System.Globalization;
using System.Security.Cryptography;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Connect.OptionFiles;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Sandbox;

/// <summary>The root account of a sandbox, and the files that hold its password.</summary>
internal static class RootAccount
{
    private const string User = "root";

    private const string Host = "127.0.0.1";

    /// <summary>Letters and digits only: right in option files, SQL and shells alike. 28 of them are 166 bits.</summary>
    private const string PasswordCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private const int PasswordLength = 28;

    /// <summary>Gives the account a password: writes the file for clients, and the one that the server runs at its first start.</summary>
    public static async Task CreateAsync(SandboxFolder folder, SandboxMarker marker, CancellationToken cancellationToken)
    {
        var password = RandomNumberGenerator.GetString(PasswordCharacters, PasswordLength);
        var socket = OperatingSystem.IsWindows() ? "" : $"{ServerOption.ToLine("socket", SandboxSocket.PathOf(folder, marker))}\n";
        var options = string.Create(
            CultureInfo.InvariantCulture,
            $"[client]\nuser={User}\npassword={password}\nhost={Host}\nport={folder.Port}\n{socket}");
        await PrivateFile.WriteAsync(folder.RootOptions, options, cancellationToken).ConfigureAwait(false);

        // Nothing of this may become a transaction: a fresh server has executed none.
        var statements = $"SET sql_log_bin = 0;\nALTER USER '{User}'@'localhost' IDENTIFIED BY '{password}';\n";
        await PrivateFile.WriteAsync(folder.FirstStart, statements, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes the statements that give a server its root account back, after its accounts became another's. Needs the password from before.</summary>
    public static async Task RenewAsync(SandboxFolder folder, CancellationToken cancellationToken)
    {
        var server = await ReadAsync(folder, cancellationToken).ConfigureAwait(false);
        var account = $"'{User}'@'localhost'";
        var statements =
            $"""
            SET sql_log_bin = 0;
            SET @@GLOBAL.super_read_only = OFF;
            SET @@GLOBAL.read_only = OFF;
            CREATE USER IF NOT EXISTS {account};
            ALTER USER {account} IDENTIFIED BY {SqlLiteral.Quote(server.Password?.Reveal() ?? "")} ACCOUNT UNLOCK;
            GRANT ALL ON *.* TO {account} WITH GRANT OPTION;

            """;
        await PrivateFile.WriteAsync(folder.FirstStart, statements.ReplaceLineEndings("\n"), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The server with its root account, read from the sandbox's files; without a password when there is none yet.</summary>
    public static async Task<MySqlServer> ReadAsync(SandboxFolder folder, CancellationToken cancellationToken)
    {
        var server = new MySqlServer { Host = Host, Port = folder.Port, User = User, Source = folder.Source };
        try
        {
            var file = await OptionFileReader.ReadAsync(folder.RootOptions, folder.Path, cancellationToken).ConfigureAwait(false);
            return file.ReadGroup("client").TryGetValue("password", out var entry) && entry.Value is { } password
                ? server with { Password = new Secret(password) }
                : server;
        }
        catch (MySqlOpsException e) when (e.Id is ErrorId.OptionFileMissing or ErrorId.OptionFileInvalid)
        {
            return server;
        }
    }
}
