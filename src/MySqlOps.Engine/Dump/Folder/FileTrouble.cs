using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Folder;

/// <summary>Gives what goes wrong with a file of an export its path, and what to do.</summary>
internal static class FileTrouble
{
    /// <summary>True for what the file system says.</summary>
    public static bool Is(Exception exception) => exception is IOException or UnauthorizedAccessException;

    /// <summary>A file could not be written.</summary>
    public static MySqlOpsException Write(string path, Exception exception) =>
        new(ErrorId.FileFailed, $"The export could not write {path}: {exception.Message} Check the path's rights and the space on the disk. The export is not whole.", path, exception);

    /// <summary>A file could not be read.</summary>
    public static MySqlOpsException Read(string path, Exception exception) =>
        new(ErrorId.FileFailed, $"{path} could not be read: {exception.Message} Check its rights.", path, exception);
}
