using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Sandbox;

/// <summary>Names what the system says about files as an error of ours.</summary>
internal static class FileTrouble
{
    /// <summary>Does work with files; no right, no space and their like become <see cref="ErrorId.FileFailed"/>.</summary>
    /// <param name="what">What fails then, as "The sandbox could not be written".</param>
    /// <param name="path">The file or folder that the error is about.</param>
    /// <param name="work">The work.</param>
    public static async Task<T> NameAsync<T>(string what, string path, Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MySqlOpsException(ErrorId.FileFailed, $"{what}: {e.Message} Check the rights and the space on the disk.", path, e);
        }
    }
}
