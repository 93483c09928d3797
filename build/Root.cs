using System.Runtime.CompilerServices;

/// <summary>Where the repository is: known from this file's own path, so the current folder does not matter.</summary>
static class Root
{
    public static string Folder { get; } = Path.GetDirectoryName(Path.GetDirectoryName(ThisFile()))!;

    public static string File(string relative) => Path.Combine(Folder, relative);

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
