using System.Diagnostics;
using System.Text;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox.Binaries;

namespace MySqlOps.Engine.ServerTests.Connect;

/// <summary>One of MySQL's own programs, run without a terminal, so that it reads a password from where it is told. It needs no server.</summary>
internal sealed class TerminalFreeProgram
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly string _path;

    private TerminalFreeProgram(string path) => _path = path;

    /// <summary>Finds a program: beside mysqld, or where packages put clients.</summary>
    public static async Task<TerminalFreeProgram> FindAsync(string name)
    {
        var server = await new ServerBinarySource(SilentObserver.Instance).FindOrGetAsync(null, CancellationToken.None);
        string[] folders = [Path.GetDirectoryName(server.Path)!, "/usr/bin", "/usr/local/bin"];
        var path = folders.Select(folder => Path.Join(folder, name)).FirstOrDefault(File.Exists);
        Assert.True(path is not null, $"There is no {name} beside {server.Path} nor in /usr/bin; install the client programs of that server.");
        return new TerminalFreeProgram(path);
    }

    /// <summary>Runs the program and gives what it wrote; an exit code other than 0 fails the test.</summary>
    /// <param name="loginPathFile">The login-path file that it is to use.</param>
    /// <param name="input">What it reads where it would ask on a terminal.</param>
    /// <param name="arguments">Its arguments.</param>
    public async Task<string> RunAsync(string loginPathFile, string input, params string[] arguments)
    {
        // In a session of its own there is no terminal to ask on, so a password is read from standard input.
        var start = new ProcessStartInfo("setsid", ["--wait", _path, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["MYSQL_TEST_LOGIN_FILE"] = loginPathFile;
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, $"{_path} ended with {process.ExitCode}: {await error}");
        return await output;
    }
}
