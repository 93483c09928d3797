using System.Text.Json.Serialization;
using MySqlOps.Engine.Dump.Manifest;

namespace MySqlOps.Engine.Dump.Folder;

/// <summary>How a manifest is written as JSON.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ExportManifest))]
internal sealed partial class ManifestContext : JsonSerializerContext;
