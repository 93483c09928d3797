using System.Text;
using System.Text.RegularExpressions;

/// <summary>What no compiler and no test looks at: the text of the files.</summary>
static class Checks
{
    private static readonly string[] TextFiles =
        [".cs", ".csproj", ".props", ".targets", ".ps1", ".psd1", ".ps1xml", ".md", ".txt", ".xml", ".json", ".sql", ".sln", ".editorconfig", ".gitignore", ""];

    /// <summary>Which feed a package comes from is the machine's own affair: no file names one.</summary>
    private static readonly Regex Feed = new(
        @"nuget\.org|powershellgallery\.com|pkgs\.dev\.azure\.com|nuget\.pkg\.github\.com|deb\.debian\.org|archive\.ubuntu\.com", RegexOptions.IgnoreCase);

    public static async Task<int> RunAsync(Options options)
    {
        foreach (var driver in await Driver.ChooseAsync(options))
            await Compiler.BuildAsync(driver, options);
        var faults = Files().SelectMany(Faults).ToList();
        faults.ForEach(Console.WriteLine);
        Console.WriteLine(faults.Count == 0 ? "check: nothing found" : $"check: {faults.Count} found");
        return faults.Count == 0 ? 0 : 1;
    }

    private static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Root.Folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root.Folder, path).Replace('\\', '/'))
            .Where(path => !Regex.IsMatch(path, "(^|/)(\\.git|\\.vs|\\.idea|artifacts|bin|obj|TestResults)/"))
            .Where(path => TextFiles.Contains(Path.GetExtension(path)));

    private static IEnumerable<string> Faults(string path)
    {
        var bytes = File.ReadAllBytes(Root.File(path));
        var text = Encoding.UTF8.GetString(bytes);
        if (text.Contains('\r') && !path.EndsWith(".sln", StringComparison.Ordinal))
            yield return $"{path}: has a carriage return; lines end in LF";
        if (bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) && !path.EndsWith(".sln", StringComparison.Ordinal))
            yield return $"{path}: begins with a byte order mark";
        if (text.Contains('\uFFFD'))
            yield return $"{path}: is not UTF-8";
        if (text.Length > 0 && !text.EndsWith('\n'))
            yield return $"{path}: lacks the newline at its end";
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Contains('\t') && !path.EndsWith(".sln", StringComparison.Ordinal))
                yield return $"{path}:{i + 1}: has a tab";
            if (lines[i].TrimEnd('\r') is [.., ' ' or '\t'])
                yield return $"{path}:{i + 1}: has blanks at its end";
            if (Feed.IsMatch(lines[i]) && path != "build/Checks.cs")
                yield return $"{path}:{i + 1}: names a package feed";
        }
    }
}
