using System.Diagnostics;
using MySqlOps.Engine.Sandbox;

namespace MySqlOps.Engine.ServerTests.Servers;

/// <summary>The client programs that lie beside a sandbox's mysqld: mysql, mysqldump, mysql_config_editor.</summary>
public static class ClientProgram
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>The path of a program beside the mysqld of a sandbox, or in the bin folder beside its sbin.</summary>
    public static string PathOf(string name, MySqlSandbox sandbox)
    {
        var folder = Path.GetDirectoryName(sandbox.MysqldPath)!;
        var places = new[] { Path.Combine(folder, name), Path.Combine(folder, "..", "bin", name) };
        return places.FirstOrDefault(File.Exists) ?? throw new FileNotFoundException($"There is no {name} beside {sandbox.MysqldPath}.");
    }

    /// <summary>Runs a program to its end.</summary>
    /// <param name="name">Its name, as mysql.</param>
    /// <param name="sandbox">The sandbox beside whose mysqld it lies.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="input">What it reads on standard input.</param>
    /// <param name="environment">Variables to set.</param>
    public static async Task<ClientResult> RunAsync(
        string name, MySqlSandbox sandbox, IReadOnlyList<string> arguments, string input = "", IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(PathOf(name, sandbox), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (variable, value) in environment ?? new Dictionary<string, string>())
            start.Environment[variable] = value;
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(limit.Token);
        return new ClientResult(process.ExitCode, await output, await error);
    }

    /// <summary>Runs statements as root through the mysql client and gives what it prints: no headings, columns parted by tabs.</summary>
    public static async Task<string> QueryAsync(MySqlSandbox sandbox, string sql)
    {
        var options = Path.Combine(sandbox.Path, "root.cnf");
        var result = await RunAsync("mysql", sandbox, [$"--defaults-file={options}", "--batch", "--skip-column-names"], sql);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output.TrimEnd('\n');
    }
}
