using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>The fingerprints by which the same run and its steps are known again. They are of what was asked for alone: what the server says is another thing when half of it is done.</summary>
internal static class SyncFingerprint
{
    /// <summary>The fingerprint of a run, in hexadecimal digits.</summary>
    public static string OfRun(IReadOnlyList<MySqlDifference> differences, SyncOptions options) => Hash(
        differences.SelectMany(static difference => difference.Forward switch
        {
            DefinitionChange definition => definition.Parts.Select(static part => part.Statement),
            RowChange row => [RowStatements.Format(row)],
            _ => [],
        }).Prepend(string.Create(CultureInfo.InvariantCulture, $"{options.MaxTransactionRows} {options.SkipBinLog}")));

    /// <summary>The fingerprint of a statement, in hexadecimal digits.</summary>
    public static string Of(StatementStep step) => Hash([step.Sql]);

    /// <summary>The fingerprint of a transaction, in hexadecimal digits.</summary>
    public static string Of(IReadOnlyList<RowOperation> batch) => Hash(batch.Select(static operation => operation.Statement));

    private static string Hash(IEnumerable<string> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in texts)
        {
            hash.AppendData(BitConverter.GetBytes(text.Length));
            hash.AppendData(MemoryMarshal.AsBytes(text.AsSpan()));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
