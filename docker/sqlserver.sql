-- Run by the service "prepare" of compose.sqlserver.yaml at every start.
IF DB_ID(N'staffflows') IS NULL CREATE DATABASE staffflows COLLATE Chinese_PRC_CI_AS;
GO
IF EXISTS (SELECT 1 FROM sys.databases WHERE name = N'staffflows' AND is_read_committed_snapshot_on = 0)
    ALTER DATABASE staffflows SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE;
GO
ALTER DATABASE staffflows SET ALLOW_SNAPSHOT_ISOLATION ON;
GO
IF SUSER_ID(N'staffflows') IS NULL CREATE LOGIN staffflows WITH PASSWORD = N'$(HOST_PASSWORD)', DEFAULT_DATABASE = staffflows;
GO
USE staffflows;
GO
IF USER_ID(N'staffflows') IS NULL CREATE USER staffflows FOR LOGIN staffflows;
GO
ALTER ROLE db_owner ADD MEMBER staffflows;
GO
