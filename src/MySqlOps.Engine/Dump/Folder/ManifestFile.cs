using System.Text.Json;
using System.Text.Unicode;
using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Folder;

/// <summary>The manifest as a file. It is written last, and until then another one stands for it, so that a folder says whose it is before it is whole.</summary>
internal static class ManifestFile
{
    /// <summary>What stands for the manifest until the export is whole.</summary>
    public const string UnfinishedName = ExportManifest.FileName + HashedFile.PartialSuffix;

    /// <summary>Marks a folder as an export that is not whole.</summary>
    public static Task BeginAsync(string folder, CancellationToken cancellationToken) =>
        PrivateFile.WriteAsync(Path.Combine(folder, UnfinishedName), $"{ExportManifest.FormatName}, not whole\n", cancellationToken);

    /// <summary>Writes the manifest to disk, and takes the mark away.</summary>
    /// <returns>Its bytes.</returns>
    public static async Task<long> WriteAsync(string folder, ExportManifest manifest, CancellationToken cancellationToken)
    {
        var text = JsonSerializer.SerializeToUtf8Bytes(manifest, ManifestContext.Default.ExportManifest);
        await PrivateFile.ReplaceAsync(Path.Combine(folder, ExportManifest.FileName), text, cancellationToken).ConfigureAwait(false);
        File.Delete(Path.Combine(folder, UnfinishedName));
        return text.Length;
    }

    /// <summary>Reads the manifest of a folder.</summary>
    /// <exception cref="MySqlOpsException">ExportIncomplete, ExportUnsupported or ExportDamaged.</exception>
    public static async Task<ExportManifest> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, ExportManifest.FileName);
        if (!File.Exists(path))
            throw Missing(folder);
        try
        {
            return Parse(path, await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception e) when (FileTrouble.Is(e))
        {
            throw FileTrouble.Read(path, e);
        }
    }

    /// <summary>Reads a manifest.</summary>
    internal static ExportManifest Parse(string path, byte[] text)
    {
        try
        {
            if (!Utf8.IsValid(text))
                throw Damaged(path, null);
            CheckFormat(path, text);
            var manifest = JsonSerializer.Deserialize(text, ManifestContext.Default.ExportManifest) ?? throw Damaged(path, null);
            foreach (var file in manifest.AllFiles())
            {
                if (!IsInside(file.Path))
                    throw Damaged(path, null);
            }

            return manifest;
        }
        catch (JsonException e)
        {
            throw Damaged(path, e);
        }
    }

    // Before the rest is read: another version may have another shape.
    private static void CheckFormat(string path, byte[] text)
    {
        using var document = JsonDocument.Parse(text);
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("format", out var format) || format.ValueKind != JsonValueKind.String || !format.ValueEquals(ExportManifest.FormatName)
            || !document.RootElement.TryGetProperty("formatVersion", out var version) || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number))
        {
            throw Damaged(path, null);
        }

        if (number > ExportManifest.NewestVersion)
            throw new MySqlOpsException(ErrorId.ExportUnsupported, $"The export {Path.GetDirectoryName(path)} has format version {number}, and this build reads versions up to {ExportManifest.NewestVersion}. Use a newer MySqlOps.", path);
        if (HoldsNullElement(document.RootElement))
            throw Damaged(path, null);
    }

    // The deserializer keeps null from properties that do not take it, but not from lists.
    private static bool HoldsNullElement(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Null || HoldsNullElement(item)),
        JsonValueKind.Object => element.EnumerateObject().Any(property => HoldsNullElement(property.Value)),
        _ => false,
    };

    // A manifest that was tampered with must not reach files outside of its folder.
    private static bool IsInside(string path) =>
        path.Length > 0 && !Path.IsPathRooted(path) && !path.Contains('\\', StringComparison.Ordinal) && !path.Contains(':', StringComparison.Ordinal)
        && !path.Split('/').Any(part => part is "" or "." or "..");

    private static MySqlOpsException Missing(string folder)
    {
        var (id, why) = !Directory.Exists(folder)
            ? (ErrorId.ExportIncomplete, "is not there")
            : File.Exists(Path.Combine(folder, UnfinishedName))
                ? (ErrorId.ExportIncomplete, $"lacks {ExportManifest.FileName}: the export failed, was cancelled, or still runs")
                : (ErrorId.ExportIncomplete, $"lacks {ExportManifest.FileName}, so it is no export of MySqlOps");
        return new MySqlOpsException(id, $"The folder {folder} {why}. Export anew, or name the folder of a whole export.", folder);
    }

    private static MySqlOpsException Damaged(string path, Exception? inner) =>
        new(ErrorId.ExportDamaged, $"{path} is damaged: it can't be read as the manifest of an export.{(inner is null ? "" : $" {inner.Message}")} Get the file from where it is whole.", path, inner);
}
