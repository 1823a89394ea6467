-- Up Migration

-- Fingerprint of the list of commands that the person was owed when a bot was last started; null: none was. What a
-- person gets in between, with a new role or a new language, is not noted here.
alter table person add column command_menu text;

-- Down Migration

alter table person drop column command_menu;
