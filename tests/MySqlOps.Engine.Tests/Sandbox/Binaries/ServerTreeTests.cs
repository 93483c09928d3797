using System.Diagnostics;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox.Binaries;
using MySqlOps.Engine.Tests.Connect;

namespace MySqlOps.Engine.Tests.Sandbox.Binaries;

/// <summary>The scripts that start an unpacked server's programs.</summary>
public sealed class ServerTreeTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();
    private readonly ServerTree _tree;

    public ServerTreeTests() => _tree = new ServerTree(_scratch.File("my server"));

    public void Dispose() => _scratch.Dispose();

    [UnixFact]
    public async Task MysqldGetsItsFilesAndTheOthersDoNot()
    {
        Fill("usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2", "usr/lib/mysql/plugin");
        await _tree.WriteProgramsAsync(CancellationToken.None);

        Assert.Equal(["mysql", "mysqld"], Directory.EnumerateFiles(_tree.Programs).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(
            "--library-path ROOT/usr/lib/x86_64-linux-gnu ROOT/usr/sbin/mysqld --defaults-file=a b --lc-messages-dir=ROOT/usr/share/mysql "
            + "--character-sets-dir=ROOT/usr/share/mysql/charsets --plugin-dir=ROOT/usr/lib/mysql/plugin",
            await RunAsync(Path.Combine(_tree.Programs, "mysqld"), "--defaults-file=a b"));
        Assert.Equal("--library-path ROOT/usr/lib/x86_64-linux-gnu ROOT/usr/bin/mysql -e x", await RunAsync(Path.Combine(_tree.Programs, "mysql"), "-e", "x"));
    }

    [UnixFact]
    public async Task TheScriptsWorkThroughALinkAndAfterAMove()
    {
        Fill("usr/lib64/ld-linux-x86-64.so.2", "usr/lib64/mysql/plugin");
        await _tree.WriteProgramsAsync(CancellationToken.None);
        Directory.Move(_scratch.File("my server"), _scratch.File("moved"));
        File.CreateSymbolicLink(_scratch.File("mysqld"), _scratch.File("moved/bin/mysqld"));

        Assert.Contains("--plugin-dir=ROOT/usr/lib64/mysql/plugin", await RunAsync(_scratch.File("mysqld")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATreeWithoutAServerIsAnError()
    {
        Directory.CreateDirectory(_tree.Root);

        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => _tree.WriteProgramsAsync(CancellationToken.None));

        Assert.Equal(ErrorId.SandboxDownloadFailed, error.Id);
    }

    [Fact]
    public void DocumentationIsDeletedAndWhatTheServerReadsIsNot()
    {
        Put("usr/share/doc/mysql/README");
        Put("usr/share/mysql/english/errmsg.sys");

        _tree.Prune();

        Assert.False(Directory.Exists(Path.Combine(_tree.Root, "usr/share/doc")));
        Assert.True(File.Exists(Path.Combine(_tree.Root, "usr/share/mysql/english/errmsg.sys")));
    }

    /// <summary>A tree whose loader is a shell script that prints its arguments.</summary>
    private void Fill(string loader, string plugins)
    {
        var path = Put(loader, "#!/bin/sh\necho \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Put("usr/sbin/mysqld", "\u007fELF...");
        Put("usr/bin/mysql", "\u007fELF...");
        Put("usr/bin/mysqldumpslow", "#!/usr/bin/perl");
        Put("usr/bin/my", "x");
        Put("usr/share/mysql/charsets/Index.xml");
        Put($"{plugins}/component_x.so");
    }

    private string Put(string path, string text = "x") => _scratch.Write(Path.Join("my server/root", path), text);

    /// <summary>What a script prints, the tree's root as ROOT.</summary>
    private static async Task<string> RunAsync(string script, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(script, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        var root = output[..output.IndexOf("/root/", StringComparison.Ordinal)].Split(' ', 2)[1] + "/root";
        return output.Replace(root, "ROOT", StringComparison.Ordinal).Trim();
    }
}
