using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Sandbox.Binaries;

/// <summary>An unpacked server: a folder <c>root</c> laid out as under <c>/</c>, and beside it <c>bin</c> with a script for each program.</summary>
/// <remarks>
/// The programs are linked against the libraries of their own distribution, so each script starts its program through the
/// dynamic loader that came along. The scripts find everything by their own place, so the tree can be moved.
/// </remarks>
internal sealed class ServerTree(string folder)
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>Nothing that a program reads while it runs.</summary>
    private static readonly string[] Ballast = ["usr/share/doc", "usr/share/man", "usr/share/lintian", "usr/share/locale", "usr/share/gcc", "usr/share/gdb", "usr/share/info"];

    private static readonly string[] ProgramNames = ["my*", "ibd2sdi", "innochecksum", "perror"];

    /// <summary>The files as they were packed.</summary>
    public string Root => Path.Combine(folder, "root");

    /// <summary>The scripts.</summary>
    public string Programs => Path.Combine(folder, "bin");

    /// <summary>Deletes what no program reads.</summary>
    public void Prune()
    {
        foreach (var ballast in Ballast.Select(path => Path.Combine(Root, path)).Where(Directory.Exists))
            Directory.Delete(ballast, recursive: true);
    }

    /// <summary>Writes the scripts.</summary>
    /// <exception cref="MySqlOpsException"><see cref="ErrorId.SandboxDownloadFailed"/> when the loader or mysqld's own files are missing.</exception>
    public async Task WriteProgramsAsync(CancellationToken cancellationToken)
    {
        var loader = Only("usr/lib*/ld-linux-*.so.*", "usr/lib/*/ld-linux-*.so.*", "lib*/ld-linux-*.so.*", "lib/*/ld-linux-*.so.*");
        var characterSets = Path.GetDirectoryName(Only("usr/share/mysql*/charsets/Index.xml"))!;
        var plugins = Path.GetDirectoryName(Only("usr/lib*/mysql/plugin/*.so", "usr/lib/*/mysql/plugin/*.so"))!;
        var libraries = Find("usr/lib*/*.so*", "usr/lib/*/*.so*", "usr/lib*/mysql/private/*.so*", "lib/*/*.so*")
            .Select(path => Path.GetDirectoryName(path)!).Distinct(StringComparer.Ordinal);
        var start = $"""exec "$root/{loader}" --library-path "{string.Join(':', libraries.Select(path => $"$root/{path}"))}" """;
        var server = $"""--lc-messages-dir="$root/{Path.GetDirectoryName(characterSets)}" --character-sets-dir="$root/{characterSets}" --plugin-dir="$root/{plugins}" """;

        Directory.CreateDirectory(Programs);
        foreach (var program in ProgramNames.SelectMany(name => Find($"usr/bin/{name}", $"usr/sbin/{name}", $"usr/libexec/{name}")).Where(IsBinary))
        {
            var name = Path.GetFileName(program);

            // Last, because --defaults-file and its like must come first.
            var extra = name is "mysqld" ? $" {server.TrimEnd()}" : "";
            var script = $"#!/bin/sh\nroot=$(dirname -- \"$(dirname -- \"$(readlink -f -- \"$0\")\")\")/root\n{start}\"$root/{program}\" \"$@\"{extra}\n";
            var path = Path.Combine(Programs, name);
            await File.WriteAllTextAsync(path, script, cancellationToken).ConfigureAwait(false);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, Executable);
        }
    }

    private string Only(params string[] patterns) => Find(patterns).FirstOrDefault() ?? throw new MySqlOpsException(
        ErrorId.SandboxDownloadFailed,
        $"What was unpacked holds no {patterns[0]}: it is no MySQL server for Linux with the GNU C library. Install a server and name its mysqld in {ServerPlaces.Variable}.",
        Root);

    /// <summary>Files by patterns, relative to the root.</summary>
    private IEnumerable<string> Find(params string[] patterns) => patterns
        .SelectMany(pattern => FolderPattern.Expand(Path.Combine(Root, Path.GetDirectoryName(pattern)!))
            .SelectMany(found => Directory.EnumerateFiles(found, Path.GetFileName(pattern)).Order(StringComparer.Ordinal)))
        .Select(path => Path.GetRelativePath(Root, path));

    /// <summary>Some programs are scripts that want a perl or a shell: those are left out.</summary>
    private bool IsBinary(string program)
    {
        Span<byte> head = stackalloc byte[4];
        using var file = File.OpenRead(Path.Combine(Root, program));
        return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.SequenceEqual("\u007fELF"u8);
    }
}
