using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox.Binaries;
using MySqlOps.Engine.Sandbox.Programs;

namespace MySqlOps.Engine.Sandbox;

/// <summary>Has mysqld itself judge the user's options before anything is made (manual 7.1.3, "Server Configuration Validation").</summary>
internal sealed class OptionTrial(IProgramRunner programs)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Lets mysqld read the options.</summary>
    /// <exception cref="MySqlOpsException"><see cref="ErrorId.SandboxOptionInvalid"/> with the server's own words.</exception>
    public async Task CheckAsync(ServerBinary binary, IReadOnlyDictionary<string, string?> options, CancellationToken cancellationToken)
    {
        if (options.Count == 0)
            return;
        var folder = Directory.CreateTempSubdirectory("mysqlops-");
        try
        {
            // Options may hold a password; an option file is not for everyone to see, as a command line is.
            var file = Path.Combine(folder.FullName, "my.cnf");
            var lines = options.Select(option => ServerOption.ToLine(option.Key, option.Value));
            var user = !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess ? "user=root\n" : "";
            await PrivateFile.WriteAsync(file, $"[mysqld]\nsecure_file_priv=NULL\ndatadir={folder.FullName}\n{user}{string.Join('\n', lines)}\n", cancellationToken).ConfigureAwait(false);
            var call = new ProgramCall { FileName = binary.Path, Arguments = [$"--defaults-file={file}", "--validate-config"], TimeLimit = Limit };
            var result = await programs.RunAsync(call, cancellationToken).ConfigureAwait(false);
            if (result is not { Succeeded: true })
            {
                throw new MySqlOpsException(
                    ErrorId.SandboxOptionInvalid,
                    $"mysqld {binary.Version} refuses the options: {ServerErrors.Quote(result?.Error ?? "", result?.Complaint ?? "it can't be executed")}",
                    binary.Path);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
