using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox.Binaries;
using MySqlOps.Engine.Sandbox.Programs;

namespace MySqlOps.Engine.Sandbox;

/// <summary>Data directories to copy. To make one takes seconds, so each mysqld makes one, once, and keeps it in the user's cache folder.</summary>
internal sealed class DataTemplates(IProgramRunner programs, string folder, IOperationObserver observer, TimeProvider time)
{
    private const string Unfinished = ".part-";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>Finds or makes the data directory for a mysqld.</summary>
    /// <param name="binary">The mysqld.</param>
    /// <param name="founding">The options that it must be made with.</param>
    /// <param name="cancellationToken">Ends the work; nothing half-made is used later.</param>
    /// <returns>The data directory's path; it must not be changed.</returns>
    /// <exception cref="MySqlOpsException"><see cref="ErrorId.SandboxStartFailed"/> with the server's own words.</exception>
    public async Task<string> GetAsync(ServerBinary binary, IReadOnlyDictionary<string, string?> founding, CancellationToken cancellationToken)
    {
        var name = Name(binary, founding);
        var path = Path.Combine(folder, name);
        if (Directory.Exists(path))
            return path;
        PrivateFile.CreateFolder(folder);
        using var alone = await FileLock.AcquireAsync(Path.Combine(folder, $".{name}.lock"), time, cancellationToken).ConfigureAwait(false);
        if (Directory.Exists(path))
            return path;

        // We are alone with this name, so what is unfinished is what a killed process left.
        foreach (var leftover in Directory.EnumerateDirectories(folder, $"{Unfinished}{name}-*"))
            Directory.Delete(leftover, recursive: true);
        var part = Path.Combine(folder, $"{Unfinished}{name}-{Guid.NewGuid():N}");
        try
        {
            observer.Verbose($"Initializing a data directory for {binary.Path}, to be copied from now on.");
            PrivateFile.CreateFolder(part);
            await InitializeAsync(binary, founding, part, cancellationToken).ConfigureAwait(false);
            Directory.Move(Path.Combine(part, "data"), path);
            return path;
        }
        finally
        {
            Directory.Delete(part, recursive: true);
        }
    }

    /// <summary>Another version, another build or other options make another template.</summary>
    private static string Name(ServerBinary binary, IReadOnlyDictionary<string, string?> founding)
    {
        var key = new StringBuilder();
        key.Append(CultureInfo.InvariantCulture, $"1\n{binary.Path}\n{binary.Version.Text}\n{File.GetLastWriteTimeUtc(binary.Path):O}\n");
        foreach (var (name, value) in founding.OrderBy(option => option.Key, StringComparer.Ordinal))
            key.Append(CultureInfo.InvariantCulture, $"{name}={value}\n");
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key.ToString()));
        return $"{binary.Version.Number}-{Convert.ToHexStringLower(hash.AsSpan(0, 6))}";
    }

    private async Task InitializeAsync(ServerBinary binary, IReadOnlyDictionary<string, string?> founding, string part, CancellationToken cancellationToken)
    {
        var data = Path.Combine(part, "data");
        var temporary = Path.Combine(part, "tmp");
        PrivateFile.CreateFolder(temporary);
        List<string> arguments =
        [
            "--no-defaults", "--initialize-insecure", $"--datadir={data}", $"--tmpdir={temporary}", "--secure-file-priv=NULL",
            "--loose-innodb-redo-log-capacity=16M", "--skip-log-bin",
            .. founding.Select(option => option.Value is null ? $"--{option.Key}" : $"--{option.Key}={option.Value}"),
        ];
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
            arguments.Add("--user=root");
        var call = new ProgramCall { FileName = binary.Path, Arguments = arguments, TimeLimit = Limit };
        var result = await programs.RunAsync(call, cancellationToken).ConfigureAwait(false);
        if (result is not { Succeeded: true })
        {
            throw new MySqlOpsException(
                ErrorId.SandboxStartFailed,
                $"{binary.Path} can't initialize a data directory: {ServerErrors.Quote(result?.Error ?? "", result?.Complaint ?? "it can't be executed")}",
                binary.Path);
        }

        // Each server makes its own UUID and keys at its first start.
        File.Delete(Path.Combine(data, "auto.cnf"));
        foreach (var key in Directory.EnumerateFiles(data, "*.pem"))
            File.Delete(key);
    }
}
