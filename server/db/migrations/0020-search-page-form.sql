-- Documents of a page stand in one flat list now. Pages are read from the tables until the next import writes them anew.
DELETE FROM search_page;
