namespace MySqlOps.Engine.Dump.Manifest;

/// <summary>The server of an export.</summary>
/// <param name="Endpoint">Its address, without an account.</param>
/// <param name="Version">Its version, as it says it.</param>
/// <param name="Uuid">Its server_uuid; empty on MariaDB.</param>
/// <param name="LowerCaseTableNames">Its lower_case_table_names.</param>
internal sealed record ExportedServer(string Endpoint, string Version, string Uuid, int LowerCaseTableNames);
