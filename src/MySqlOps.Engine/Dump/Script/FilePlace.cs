using MySqlOps.Engine.Dump.Folder;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Script;

/// <summary>The single file that is to hold an export.</summary>
internal static class FilePlace
{
    /// <summary>Refuses a path that is taken, unless it is a file and may be replaced.</summary>
    /// <exception cref="MySqlOpsException">ExportPathTaken.</exception>
    public static void Check(string path, bool overwrite)
    {
        if (Directory.Exists(path))
            throw new MySqlOpsException(ErrorId.ExportPathTaken, $"{path} is a folder, and a script is to be written there. Choose another path.", path);
        if (File.Exists(path) && !overwrite)
            throw new MySqlOpsException(ErrorId.ExportPathTaken, $"{path} is there already. Choose another path, or remove it.", path);
    }

    /// <summary>Creates the file, and its folder when that is missing.</summary>
    /// <exception cref="MySqlOpsException">FileFailed.</exception>
    public static HashedFile Create(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        try
        {
            if (!Directory.Exists(folder))
                PrivateFile.CreateFolder(folder);
        }
        catch (Exception e) when (FileTrouble.Is(e))
        {
            throw FileTrouble.Write(path, e);
        }

        return new HashedFile(folder, Path.GetFileName(path), isHashed: false);
    }
}
