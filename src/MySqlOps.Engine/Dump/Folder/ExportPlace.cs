using System.Text.RegularExpressions;
using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Folder;

/// <summary>The folder that is to hold an export.</summary>
internal static partial class ExportPlace
{
    /// <summary>Refuses a path that holds something, unless it is an export and may be replaced.</summary>
    /// <exception cref="MySqlOpsException">ExportPathTaken.</exception>
    public static void Check(string path, bool overwrite)
    {
        if (File.Exists(path))
            throw Taken(path, "is a file");
        if (!Directory.Exists(path) || !Directory.EnumerateFileSystemEntries(path).Any())
            return;
        var isOurs = File.Exists(Path.Combine(path, ExportManifest.FileName)) || File.Exists(Path.Combine(path, ManifestFile.UnfinishedName));
        if (!overwrite || !isOurs)
            throw Taken(path, isOurs ? "holds an export already" : "is not empty");

        // Only what an export makes is ever removed.
        var foreign = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).FirstOrDefault(file => !OurFile().IsMatch(Path.GetFileName(file)));
        if (foreign is not null)
            throw Taken(path, $"holds {foreign}, which no export made");
    }

    /// <summary>Makes the folder, or empties it of an older export, and makes the folders in it.</summary>
    /// <exception cref="MySqlOpsException">ExportPathTaken or FileFailed.</exception>
    public static void Prepare(string path, IEnumerable<string> folders, bool overwrite)
    {
        Check(path, overwrite);
        try
        {
            PrivateFile.CreateFolder(path);

            // The manifest goes first: from here on the folder is no export.
            File.Delete(Path.Combine(path, ExportManifest.FileName));
            foreach (var file in Directory.EnumerateFiles(path))
                File.Delete(file);
            foreach (var folder in Directory.EnumerateDirectories(path))
                Directory.Delete(folder, recursive: true);
            foreach (var folder in folders)
                PrivateFile.CreateFolder(Path.Combine(path, folder));
        }
        catch (Exception e) when (FileTrouble.Is(e))
        {
            throw FileTrouble.Write(path, e);
        }
    }

    private static MySqlOpsException Taken(string path, string why) =>
        new(ErrorId.ExportPathTaken, $"{path} {why}. Choose another path, or remove what is there.", path);

    [GeneratedRegex("""^(manifest\.json|.+\.sql|.+\.tsv|.+\.tsv\.gz)(\.partial|\.[0-9A-F]{12}\.tmp)?$""", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex OurFile();
}
