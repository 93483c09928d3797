using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace MySqlOps.Engine.Compare.Definitions.Sides;

/// <summary>Gathers what information_schema says of each object, and sums it up.</summary>
internal sealed class FingerprintBuilder
{
    private readonly Dictionary<ObjectKey, List<UInt128>> _facts = [];
    private readonly HashSet<ObjectKey> _unsure = [];

    /// <summary>Adds a row about an object; their order does not matter.</summary>
    /// <param name="key">The object.</param>
    /// <param name="about">What the row is about.</param>
    /// <param name="facts">The row.</param>
    public void Add(ObjectKey key, string about, string facts)
    {
        if (!_facts.TryGetValue(key, out var list))
            _facts.Add(key, list = []);
        list.Add(Hash(Encoding.UTF8.GetBytes($"{about}\0{facts}")));
    }

    /// <summary>Says that information_schema does not tell all of an object.</summary>
    public void MarkUnsure(ObjectKey key) => _unsure.Add(key);

    /// <summary>The fingerprints; objects that are not in it must be read.</summary>
    public IReadOnlyDictionary<ObjectKey, UInt128> Build()
    {
        var fingerprints = new Dictionary<ObjectKey, UInt128>(_facts.Count);
        foreach (var (key, list) in _facts.Where(pair => !_unsure.Contains(pair.Key)))
        {
            list.Sort();
            fingerprints.Add(key, Hash(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(list))));
        }

        return fingerprints;
    }

    private static UInt128 Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
