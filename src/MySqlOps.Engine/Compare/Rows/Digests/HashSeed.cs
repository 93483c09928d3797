using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MySqlOps.Engine.Compare.Rows.Digests;

/// <summary>The seed of one comparison's hashes.</summary>
/// <param name="First">Of the hash's first half.</param>
/// <param name="Second">Of its second half.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HashSeed(ulong First, ulong Second)
{
    /// <summary>A seed that nobody knew before.</summary>
    public static HashSeed Draw()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        return new HashSeed(BitConverter.ToUInt64(bytes), BitConverter.ToUInt64(bytes[8..]));
    }
}
