using System.Text;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Connect.OptionFiles;

/// <summary>Reads option files with the syntax of the mysql client (manual 6.2.2.2, "Using Option Files").</summary>
/// <remarks>
/// Stricter than the client in two things: a file that everybody may write is an error, not passed over, and so are
/// includes that go in circles or too deep. A relative path behind !include is taken from the including file's folder,
/// because a PowerShell process has no working folder that means anything.
/// </remarks>
internal sealed class OptionFileReader
{
    // The client's own limit.
    private const int MaxDepth = 10;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string _homeFolder;
    private readonly List<string> _groups = [];
    private readonly List<OptionEntry> _entries = [];
    private readonly Stack<string> _open = new();

    private OptionFileReader(string homeFolder) => _homeFolder = homeFolder;

    /// <summary>Reads a file and all that it includes.</summary>
    /// <param name="path">The file's full path.</param>
    /// <param name="homeFolder">What <c>~</c> stands for in an include.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="MySqlOpsException">OptionFileMissing: not there or not readable. OptionFileInvalid: a line that can't be read, or an unsafe file.</exception>
    public static async Task<OptionFile> ReadAsync(string path, string homeFolder, CancellationToken cancellationToken)
    {
        var reader = new OptionFileReader(homeFolder);
        await reader.ReadFileAsync(path, cancellationToken).ConfigureAwait(false);
        return new OptionFile(path, reader._groups, reader._entries);
    }

    private async Task ReadFileAsync(string path, CancellationToken cancellationToken)
    {
        var text = await ReadTextAsync(path, cancellationToken).ConfigureAwait(false);
        _open.Push(path);
        string? group = null;
        var number = 0;
        foreach (var row in text.Split('\n'))
        {
            number++;
            var line = OptionLine.Parse(row, hasComments: true);
            if (line.Kind == OptionLineKind.Broken)
                throw Invalid(path, number, "the group's name is not closed with a ], or the directive lacks its path");
            if (line.Kind == OptionLineKind.Option && group is null)
                throw Invalid(path, number, "an option stands before the first [group]");
            if (line.Kind == OptionLineKind.Group)
                _groups.Add(group = line.Name);
            else if (line.Kind == OptionLineKind.Option)
                _entries.Add(new OptionEntry(group!, Normalize(line.Name), line.Value, path, number));
            else if (line.Kind == OptionLineKind.Include)
                await IncludeAsync(path, number, line, cancellationToken).ConfigureAwait(false);
        }

        _open.Pop();
    }

    private async Task IncludeAsync(string path, int number, OptionLine line, CancellationToken cancellationToken)
    {
        if (_open.Count >= MaxDepth)
            throw Invalid(path, number, $"the includes are more than {MaxDepth} deep");
        foreach (var file in Included(path, number, line))
        {
            if (_open.Contains(file, StringComparer.Ordinal))
                throw Invalid(path, number, $"it includes {file}, which is being read already");
            await ReadFileAsync(file, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The files that a directive names. One that is not there is passed over, a folder that is not there is an error: both as the client does.</summary>
    private string[] Included(string path, int number, OptionLine line)
    {
        var name = line.Value!.StartsWith("~/", StringComparison.Ordinal) ? Path.Join(_homeFolder, line.Value[1..]) : line.Value;
        try
        {
            var target = Path.GetFullPath(name, Path.GetDirectoryName(path)!);
            if (line.Name == OptionLine.IncludeFile)
                return File.Exists(target) ? [target] : [];
            return [.. Directory.EnumerateFiles(target).Where(IsOptionFile).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Invalid(path, number, "the path that it includes can't be read", e);
        }
    }

    private static bool IsOptionFile(string path) =>
        path.EndsWith(".cnf", StringComparison.Ordinal) || (OperatingSystem.IsWindows() && path.EndsWith(".ini", StringComparison.OrdinalIgnoreCase));

    /// <summary>Options are told apart with dashes and underscores equal; <c>loose_</c> says that a program may not know the option.</summary>
    private static string Normalize(string name)
    {
        const string Loose = "loose-";
        var dashed = name.Replace('_', '-');
        return dashed.StartsWith(Loose, StringComparison.Ordinal) ? dashed[Loose.Length..] : dashed;
    }

    private static async Task<string> ReadTextAsync(string path, CancellationToken cancellationToken)
    {
        FileContent content;
        try
        {
            content = await FileContent.ReadAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new MySqlOpsException(ErrorId.OptionFileMissing, $"The option file {path} is not there or can't be read. Give the path of a file that you may read.", path, e);
        }

        if (content.Mode is { } mode && mode.HasFlag(UnixFileMode.OtherWrite))
            throw new MySqlOpsException(ErrorId.OptionFileInvalid, $"Everybody may write the option file {path}, so what it says can't be trusted. Run: chmod o-w {path}", path);
        if (content.Bytes is not { } bytes)
            throw new MySqlOpsException(ErrorId.OptionFileInvalid, $"{path} has more than {FileContent.MaxBytes} bytes and is no option file.", path);
        return Decode(bytes).TrimStart('\uFEFF');
    }

    /// <summary>UTF-8, else Latin-1: old files have comments in it.</summary>
    private static string Decode(byte[] bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }

    private static MySqlOpsException Invalid(string path, int line, string problem, Exception? inner = null) =>
        new(ErrorId.OptionFileInvalid, $"The option file {path} can't be read at line {line}: {problem}. Mend the line.", path, inner);
}
