using System.Text.Json.Serialization;
using System.Text.Json;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Sandbox;

/// <summary>Reads and writes marker files. A marker is replaced as a whole, so that a reader sees the old or the new one.</summary>
internal static class SandboxMarkerFile
{
    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Reads a folder's marker.</summary>
    /// <returns>Null when there is none, or it is not ours, or does not belong to this folder.</returns>
    public static async Task<SandboxMarker?> ReadAsync(SandboxFolder folder, CancellationToken cancellationToken)
    {
        try
        {
            // A folder that is a link leads to where we may have no business.
            if (new DirectoryInfo(folder.Path).LinkTarget is not null || new FileInfo(folder.Marker).LinkTarget is not null)
                return null;
            var text = await File.ReadAllTextAsync(folder.Marker, cancellationToken).ConfigureAwait(false);
            var marker = JsonSerializer.Deserialize<SandboxMarker>(text, Layout);
            var isOurs = marker is { Product: SandboxMarker.ProductName, Format: > 0 and <= SandboxMarker.CurrentFormat } && marker.Port == folder.Port;
            return isOurs ? marker : null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes a folder's marker in place of the one before.</summary>
    public static async Task WriteAsync(SandboxFolder folder, SandboxMarker marker, CancellationToken cancellationToken)
    {
        var draft = Draft(folder);
        await PrivateFile.WriteAsync(draft, JsonSerializer.Serialize(marker, Layout), cancellationToken).ConfigureAwait(false);
        File.Move(draft, folder.Marker, overwrite: true);
    }

    /// <summary>True when the folder holds nothing, or nothing but a marker that was not finished: the first moment of a sandbox's life.</summary>
    public static bool IsBarelyBegun(SandboxFolder folder)
    {
        try
        {
            return new DirectoryInfo(folder.Path).LinkTarget is null
                && Directory.EnumerateFileSystemEntries(folder.Path).All(path => path == Draft(folder));
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string Draft(SandboxFolder folder) => $"{folder.Marker}.new";
}
