using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MySqlOps.Engine.Dump.Manifest;

namespace MySqlOps.Engine.Load.Plan;

/// <summary>
/// The fingerprint of a load: of the export's id and chunks, and of what of it goes where. Only a load with the same fingerprint goes on with an unfinished one.
/// </summary>
internal static class LoadFingerprint
{
    /// <summary>64 hexadecimal digits.</summary>
    public static string Of(ExportManifest manifest, LoadScope scope, LoadOptions options)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, manifest.Id.ToString(), options.Content.ToString(), options.Engine ?? "");
        foreach (var table in scope.Tables)
        {
            Add(hash, "TABLE", table.Database.Name, table.Target.Database, table.Target.Name, table.Table.Definition?.Sha256 ?? "");
            foreach (var chunk in table.Table.Chunks)
                Add(hash, chunk.File.Path, chunk.File.Sha256, chunk.Rows.ToString(CultureInfo.InvariantCulture));
        }

        foreach (var one in scope.Objects)
            Add(hash, one.Kind, one.Target.Database, one.Target.Name, one.Script);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Each text goes in with its length, so that no two lists look the same.</summary>
    private static void Add(IncrementalHash hash, params string[] texts)
    {
        foreach (var text in texts)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }
    }
}
